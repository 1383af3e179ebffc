"""Pictures come from the platform's own hosts, whole and within bounds, or not at all."""

from __future__ import annotations

import pytest

from sync.marketplace import Lost, Request, Response
from sync.model import Problem
from sync.transport.pictures import PictureHosts, fetched, hosts_of

HOSTS = PictureHosts(("cf.shopee.vn", "slatic.net"))


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("https://cf.shopee.vn/file/1", True),
        ("https://vn-live.slatic.net/p/1.jpg", True),
        ("https://cf.shopee.vn:443/file/1", True),
        ("http://cf.shopee.vn/file/1", False),
        ("https://cf.shopee.vn:8080/file/1", False),
        ("https://cf.shopee.vn.evil.example/file/1", False),
        ("https://evilslatic.net/1", False),
        ("https://me@cf.shopee.vn/file/1", False),
        ("https://127.0.0.1/file/1", False),
        ("https://[broken/1", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_only_the_platforms_own_hosts_are_asked(url: str, *, read: bool) -> None:
    assert HOSTS.address(url) == (url if read else None)


def test_a_sandbox_stands_for_the_hosts_of_its_platform() -> None:
    sandbox = PictureHosts(HOSTS.names, "http://127.0.0.1:21000/")
    assert sandbox.address("https://cf.shopee.vn/file/1") == "http://127.0.0.1:21000/file/1"
    assert sandbox.address("https://evil.example/file/1") is None
    own = "http://127.0.0.1:21000/wp-content/a.jpg"
    assert (sandbox.address(own), HOSTS.address(own)) == (own, None)
    assert sandbox.address("http://127.0.0.1:21001/a.jpg") is None


@pytest.mark.parametrize(
    ("host", "names"),
    [
        ("https://shop.htx.vn", ("shop.htx.vn",)),
        ("https://api.cho.vn/partner/v1", ("api.cho.vn", "cho.vn")),
        ("https://www.com", ("www.com",)),
        ("http://127.0.0.1:8000", ("127.0.0.1",)),
        (None, ()),
    ],
)
def test_a_shop_s_own_host_shows_its_pictures(host: str | None, names: tuple[str, ...]) -> None:
    assert hosts_of(host) == names


class Answers:
    """Answers by path; what is not there breaks off."""

    def __init__(self, **answers: Response) -> None:
        self.answers, self.asked = answers, list[str]()

    async def send(self, request: Request) -> Response:
        name = request.url.rpartition("/")[2]
        self.asked.append(request.url)
        if name not in self.answers:
            raise Lost(Problem(code="answer_too_long"))
        return self.answers[name]


async def test_what_cannot_be_had_is_left_out_and_nobody_is_followed_elsewhere() -> None:
    moved = Response(302, {"location": "https://evil.example/"}, b"")
    http = Answers(good=Response(200, {}, b"jpeg"), moved=moved)
    base = "https://cf.shopee.vn/file"
    urls = {"a": f"{base}/good", "b": f"{base}/moved", "c": f"{base}/lost", "d": "https://x.y/z"}
    found = await fetched(urls, HOSTS, len, http)  # type: ignore[arg-type]
    assert found == {"a": 4}
    assert sorted(http.asked) == [f"{base}/good", f"{base}/lost", f"{base}/moved"]
