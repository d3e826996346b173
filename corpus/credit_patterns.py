"""How titles, bylines, dates, publishers, licences and addresses are written in the lines of a text."""

from __future__ import annotations

import re

from corpus.names import NAME

LINE = re.compile(r"[^\r\n]+")
HEAD, TAIL = 14, 10  # lines that are not blank
NEAR = 4000  # code points from either end in which those lines are looked for
LONG_TITLE = 200  # code points
LONG_CREDIT = 120
LONG_NAME = 40
SEGMENT = re.compile(r"[^,|·•–—/\s][^,|·•–—/]*[^,|·•–—/\s]")

LEAD = re.compile(r"[\ufeff\s*_#>~|–—•-]*")
PERSON = rf"(?:{NAME}|[A-Z][A-Z.’'-]{{1,40}}(?:\s[A-Z][A-Z.’'-]{{0,40}}){{1,3}})"
PERSONS = rf"{PERSON}(?:(?:,\s|,?\s(?:and|AND|&|with)\s|\s/\s){PERSON}){{0,5}}"
JOINED = re.compile(r"\b(?:and|AND|with)\b|[&/]")
BYLINE = re.compile(
    rf"(?:by|von|par|por|door|posted by|interview(?:ed)? by|report by|written by|reported by|story by|text by|words by"
    rf"|presented by|hosted by|compiled by|prepared by|words|text|author|authors|byline|reporter|report(?=:)"
    rf"|interview(?=:)|host(?=:)|presenter(?=:)|interviewer(?=:))(?::\s*|\s+)"
    rf"(?-i:(?P<names>{PERSONS}))",
    re.IGNORECASE,
)
ROLE = (
    r"staff|writer|correspondent|reporter|editor|professor|columnist|contributor|fellow|director|analyst|special|senior|chief|desk"
    r"|political|science|sports?|business|health|environment|education|crime|arts?|transport|economics"
)
AFFILIATION = re.compile(rf"(?:,\s*(?:of\s+)?|\s+(?:for|of|in)\s+|\s*[|·•–—]\s*)(?P<body>(?:The\s|the\s)?{NAME})")
NAMES_ONLY = re.compile(rf"(?P<names>{PERSONS})\.?\s*\Z")
BY_NAMES = re.compile(rf"(?i:(?:words |text |story |written |edited )?by)\s(?P<names>{PERSONS})")
# The month of an issue, as monthlies and reports have it: "Vol. 88, No. 3 — March 2020".
ISSUE = re.compile(
    r"(?:(?:vol(?:ume)?|no|number|issue|nr)\.?\s\d{1,5}[\s,|·—–-]{1,4}){0,3}"
    r"(?P<month>(?:january|february|march|april|may|june|july|august|september|october|november|december)\s(?:19|20)\d\d)\Z",
    re.IGNORECASE,
)
# Two words at least, none of them a word of headings; the rest of a line of names alone is told by its neighbours.
NO_PERSON = re.compile(
    r"(?i)\b(?:the|and|of|in|for|from|to|news|report|analysis|opinion|chapter|section|part|introduction|street|road"
    r"|summary|overview|background|breaking|exclusive|update|key|points|contents|executive|abstract|conclusion|editorial|comment)\b"
)
# "A report of the Harbour Institute", as reports have it under their title.
ISSUED_BY = re.compile(
    rf"(?:[Aa]n?\s|The\s)?(?:[\w-]{{1,20}}\s){{0,3}}(?i:report|paper|study|briefing|publication|newsletter|bulletin|release)"
    rf"\s(?:of|by|from)\s(?:the\s)?(?P<body>{NAME})[\s\w,.’'&-]{{0,80}}\Z"
)
# The number of a periodical, under its name: "No. 88 · Friday, 12 May 2023".
NUMBER = re.compile(r"(?i)(?:vol(?:ume)?\.?|no\.|number|issue|nr\.?)\s?#?\d{1,5}\b")
# The sender of a letter that was mailed: a body, if its address is no person's or is made of its name.
SENDER = re.compile(
    r"(?i:from):\s{0,3}[\"“]?(?P<name>[^\W\d_][^<>\"”\n]{1,60}?)[\"”]?\s{0,3}<(?P<local>[^@\s<>]{1,64})@(?P<host>[^\s<>]{1,100})>"
)
NO_PERSONS_ADDRESS = re.compile(
    r"(?i)(?:hello|hi|info|news(?:letter|desk|room)?|press|contact|no-?reply|editors?|editorial|mail|team|office|letters?|desk"
    r"|subscri\w+|updates?|admin|support|media|redaktion|list|announce)\Z"
)
# "Yours sincerely," above the name of whoever wrote the letter.
LEAVE = re.compile(
    r"(?i)(?:yours(?:\s\w+)?|sincerely(?:\syours)?|(?:with\s)?(?:(?:all|my|our|the)\s)?(?:very\s)?(?:best|kind(?:est)?|warm(?:est)?)"
    r"(?:\s(?:wishes|regards))?|regards|cheers|warmly|faithfully|respectfully|gratefully|in\ssolidarity|with\sthanks)[,.!]?\Z"
)
# "About the Harbour Trust", above what it says of itself at the end of a release.
ABOUT = re.compile(rf"About\s(?:the\s)?(?P<body>{NAME}):?\Z")
# "Ana Ruiz is a reporter", found by the role, and the name before it.
ROLE_OF = re.compile(
    r"\s(?:is|was)\s(?:(?:an?|the)\s(?:[\w’'-]{1,40},?\s){0,6}?(?:reporter|correspondent|writer|editor|journalist|columnist|director"
    r"|professor|fellow|author|analyst|researcher|lecturer|historian|economist|contributor|scholar|freelance)\b"
    r"|(?:director|professor|editor|senior fellow|fellow|chair|president|associate professor)\b)"
)
NAME_BEFORE = re.compile(rf"(?<![\w’'-])(?P<names>{PERSON})\Z")
NO_TITLE = re.compile(
    r"(?i)for (?:immediate )?release\b|embargoed|press release\Z|from:|to:|subject:|vol(?:ume)?\.? \d"
)
LABELLED = re.compile(
    r"(?P<label>release\s+date|published(?:\s+on)?|posted(?:\s+on)?|publication\s+date|date(?:line)?|first\s+published|updated(?:\s+on)?|last\s+updated"
    r"|last\s+modified|modified|publisher|published\s+by|publication|outlet|source|licen[cs]e|rights|licensed\s+under|url|link"
    r"|permalink|subject|original|originally\s+published(?:\s+(?:at|by|in|on))?|retrieved\s+from|available\s+(?:at|from)|title|headline"
    r"|language|broadcaster|newspaper|station|channel|journal|magazine|issued\s+by|produced\s+by)(?:\s*:\s*|\s+)(?P<value>\S.*)\Z",
    re.IGNORECASE,
)
FIELDS = {
    "release date": "date", "published": "date", "posted": "date", "publication date": "date", "date": "date",
    "dateline": "date",
    "first published": "date", "updated": "modified", "last updated": "modified", "last modified": "modified",
    "modified": "modified", "publisher": "publisher", "published by": "publisher", "publication": "publisher",
    "outlet": "publisher", "broadcaster": "publisher", "newspaper": "publisher", "station": "publisher",
    "channel": "publisher", "journal": "publisher", "magazine": "publisher", "issued by": "publisher",
    "produced by": "publisher",
    "licence": "licence", "license": "licence", "rights": "licence", "licensed under": "licence",
    "url": "url", "link": "url", "permalink": "url", "retrieved from": "url", "available at": "url",
    "available from": "url", "title": "title", "subject": "title", "headline": "title", "language": "language",
}  # fmt: skip
# Of these, the value is a name, or it is no label.
BODY_LABELS = frozenset(
    ("broadcaster", "newspaper", "station", "channel", "journal", "magazine", "issued by", "produced by")
)
RIGHTS = re.compile(
    r"(?i)(?<!\w)©|\(c\)\s*(?:19|20)\d\d|\bcopyright\b|all rights reserved|creative commons|\bcc[ -](?:by|0)\b|\bcc0\b"
    r"|public domain"
    r"|(?:re)?printed with permission|licen[cs]ed under|open government licence|reproduced (?:with|by) permission"
    r"|(?:may be|free to) (?:re(?:publish|produc|print)|shar)"
)
RIGHTS_WORDS = (
    "©",
    "(c)",
    "copyright",
    "rights reserved",
    "creative common",
    "cc by",
    "cc-by",
    "cc 0",
    "cc-0",
    "cc0",
    "public domain",
    "permission",
    "licen",
    "free to ",
    "may be re",
    "may be shar",
)
HOLDER = re.compile(
    rf"(?<!\w)(?:©|\([cC]\)|[Cc]opyright)\s*(?:©\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?,?\s*)?(?:by\s+)?(?P<body>(?:The\s)?{NAME})"
)
ADDRESS = re.compile(r"https?://[^\s<>\"'”’)\]]+[^\s<>\"'”’)\].,;:]")
DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ž .’'-]{2,30}(?:,\s[A-Z][A-Za-z .]{1,20})?)"
    r"(?:,\s*(?P<day>[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?|\d{1,2}\s[A-Z][a-z]{2,8}\.?(?:\s\d{4})?))?\s*"
    r"(?:[(/][^\w\s]?(?P<agency>[A-Z][\w .&’'-]{1,30})[^\w\s]?[)/]\s*)?(?:[-–—]{1,2})\s"
)
# The day on which somebody looked at a source is not that of the document.
OF_A_SOURCE = re.compile(r"\b(?:retrieved|accessed|viewed|visited)\b", re.IGNORECASE)
