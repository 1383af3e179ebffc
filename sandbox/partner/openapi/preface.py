"""What the document says before its paths."""

from __future__ import annotations

from sandbox.partner.refusal import STATUS
from sandbox.partner.wording import sentence

PREFACE = """\
**This is a proposal of the OCOP Sync project, free for any marketplace to take up. No marketplace
has adopted it. Neither Vietnam Post nor Viettel Post offers, knows or supports it.**

Every answer with a body is an envelope. **A `code` other than 0 is a failure whatever the HTTP
status.** Money is a whole number of dong, a JSON integer. Times carry their offset. Answers may
gain fields and words within v1; requests with unknown fields are refused. Nothing is ever deleted.
A repeated request with the same `Idempotency-Key` and body gets the stored answer for 24 hours,
with the header `Idempotent-Replayed: true`.

An event is signed: `X-Partner-Signature: v1=` and the lower-case hex of HMAC-SHA256 with the
webhook's secret over `X-Partner-Timestamp`, a full stop and the raw body.
"""

CODES = "\n".join(f"- {code} (HTTP {status}): {sentence(code)}" for code, status in STATUS.items())
