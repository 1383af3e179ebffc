"""English words of the same promises: healing, and superlatives without papers.

Read in English texts alone; what both languages write alike (stars, numbers to call, "No. 1") the
other rules find. Law: as of the Vietnamese; abroad authorities read web pages for such claims too
(21 CFR 101.93, Regulation (EC) 1924/2006).
"""

from __future__ import annotations

from sync.claims.rule import ClaimRule, Pattern, any_of, with_its_words

_ILLNESSES = any_of(
    "cancer, cancers, tumour, tumours, tumor, tumors, diabetes, hypertension, stroke, strokes",
    "high blood pressure, blood pressure, blood sugar, cholesterol, blood fat, gout, uric acid",
    "hepatitis, cirrhosis, fatty liver, osteoporosis, arthritis, rheumatism, alzheimer, dementia",
    "insomnia, sleeplessness, depression, anxiety, asthma, bronchitis, cough, coughs, sore throat",
    "colds, common cold, flu, influenza, covid, fever, allergies, eczema, psoriasis, acne, ulcer",
    "ulcers, stomach pain, stomach ache, reflux, constipation, diarrhoea, diarrhea, indigestion",
    "haemorrhoids, hemorrhoids, kidney stones, anaemia, anemia, obesity, infertility, impotence",
    "migraine, headache, headaches, joint pain, back pain, inflammation, infection, infections",
    "disease, diseases, illness, illnesses, ailment, ailments, heart disease, heart attack",
    "hair loss, malaria, viruses, bacteria in the body",
)
_BETWEEN = r"(?:[\w'-]+,? ){0,4}?"
_HEALS = (
    r"(?:cur(?:e|es|ing)|heal(?:s|ing)?|treat(?:s|ing)?|prevent(?:s|ing)?|reliev(?:e|es|ing)"
    r"|eas(?:e|es|ing)|fight(?:s|ing)?|combat(?:s|ing)?|reduc(?:e|es|ing)|lower(?:s|ing)?"
    r"|stabili[sz](?:e|es|ing)|eliminat(?:e|es|ing)|kill(?:s|ing)?|alleviat(?:e|es|ing)"
    r"|remed(?:y|ies) for|good for|helps? (?:with|against)|effective against|against"
    r"|protects? (?:you )?(?:from|against)|(?:treatment|prevention|relief) (?:of|for))"
)
_ORGANS = r"(?:liver|kidneys?|blood|lungs?|body|immune system|bones|brain|heart)"
_DISEASE = Pattern(
    rf"(?<!\w){_HEALS} {_BETWEEN}(?:{_ILLNESSES})(?!\w)"
    rf"|(?<!\w)(?:detox(?:es|ify|ifies|ifying)?|cleans(?:e|es|ing)|purif(?:y|ies|ying)|regenerat"
    rf"(?:e|es|ing)) {_BETWEEN}{_ORGANS}(?!\w)"
    r"|(?<!\w)anti-?(?:cancer|tumou?r|inflammatory|viral|ageing|aging|diabetic)(?!\w)"
    r"|(?<!\w)(?:boost|strengthen)(?:s|ing)? (?:your |the )?(?:immunity|immune system)(?!\w)"
    r"|(?<!\w)(?:medicinal|therapeutic|healing|curative) (?:effects?|powers?|properties|value)"
    r"|(?<!\w)(?:doctors?|physicians?|pharmacists?) (?:recommend|advise|trust|prescribe)"
    r"|(?<!\w)(?:recommended|prescribed|approved|trusted) by (?:doctors?|physicians?|the fda)"
    r"|(?<!\w)fda[ -]approved(?!\w)"
)
_DENIED = Pattern(  # "not intended to diagnose, treat, cure or prevent any disease"
    r"(?:not (?:intended|meant|a medicine)|does not|do not|cannot|no medicine|never)[^.;]{0,60}$"
)
_THINGS = (
    r"(?:quality|taste|flavou?r|product|products|shrimps?|prawns?|fish|sauce|honey|rice|tea|coffee"
    r"|salt|crab|choice|in (?:the )?(?:world|country|vietnam|viet nam|region|market|mekong)"
    r"|of (?:all|its kind)|ever|seller|selling|you (?:can|will)|on the market)"
)
_SUPERLATIVE = Pattern(
    rf"(?<!\w)(?:(?:the |our |vietnam's |world's )?(?:very )?(?:best|finest|tastiest|purest"
    rf"|cleanest|safest|freshest|healthiest|cheapest|greatest)|(?:the|vietnam's) most \w+)"
    rf"(?: \w+)? ?{_THINGS}(?!\w)"
    r"|(?<!\w)(?:(?:the|vietnam's) (?:world's |country's )?(?:leading|number[ -]one|top|only)"
    r" (?:\w+ )?(?:brand|producer|maker|supplier|choice|product|name|one)|second to none"
    r"|unrivall?ed"
    r"|unmatched|unbeatable|unsurpassed|incomparable|world'?s (?:best|finest|first)"
    r"|one and only|number one|best-?selling|absolutely safe|100 ?% safe)(?!\w)"
)


def healing(text: str) -> str | None:
    """Find that a food is said to treat, prevent or ease an illness."""
    for found in _DISEASE.finditer(text):
        if not _DENIED.search(text[: found.start()]):
            return with_its_words(text, found)
    return None


def superlative(text: str) -> str | None:
    """Find what says "the best"; not "best before", "best served cold"."""
    found = _SUPERLATIVE.search(text)
    return with_its_words(text, found) if found else None


DISEASE = ClaimRule(
    code="disease_claim",
    law="16/2012/QH13 art. 7-8, 15/2018/NĐ-CP art. 27",
    find=healing,
    breaks=(
        "It cures cancer",
        "helps prevent high blood pressure",
        "lowers cholesterol",
        "good for diabetes",
        "detoxifies the liver",
        "boosts immunity",
        "a remedy for coughs",
        "anti-inflammatory",
        "recommended by doctors",
        "healing properties",
        "relieves joint pain",
        "FDA approved",
    ),
    keeps=(
        "salt-cured pork",
        "sweet treats for children",
        "This product is not intended to diagnose, treat, cure or prevent any disease",
        "Not suitable for people with shellfish allergies",
        "People with high blood pressure should eat little of it",
        "Store away from heat to prevent mould",
        "treated with salt and dried for two days",
        "It is not a medicine and does not replace treatment of disease",
        "good for soups and salads",
    ),
)
SUPERLATIVE = ClaimRule(
    code="superlative",
    law="16/2012/QH13 art. 8(11), 75/2025/QH15",
    find=superlative,
    breaks=(
        "the best dried shrimp in Vietnam",
        "Vietnam's finest fish sauce",
        "the most delicious honey",
        "the leading producer",
        "second to none",
        "best quality",
        "our best-selling jar",
        "world's best rice",
        "100% safe",
        "the freshest shrimp",
    ),
    keeps=(
        "Best before: see pack",
        "best served cold",
        "tastes best when warm",
        "at best two weeks",
        "most of the shrimp is caught by hand",
        "the only ingredients are fish and salt",
        "top up with water",
        "fresh shrimp dried in the sun",
        "leading to the sea",
    ),
)
RULES = (DISEASE, SUPERLATIVE)
