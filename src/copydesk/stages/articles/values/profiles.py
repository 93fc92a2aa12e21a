"""What a forum prints of a poster beside a post: name, day of joining, counts. Text -> rule."""

from __future__ import annotations

import re

MEMBER_NAME, POST_HEAD = "articles.member_name", "articles.post_head"
_POST_HEADS = re.compile(
    r"^\[[–+-]\] ?\S{2,40}(?: \[\w{1,5}\])? +-?\d[\d.,]*k? points?\b.{0,40}$"  # old Reddit
    r"|^\S{2,40}(?: \[\w{1,5}\])? +-?\d[\d.,]*k? points? (?:\d+|an?) \w+ ago\b.{0,40}$"
    r"|^\d+ points? by \S{2,40} (?:\d+|an?) \w+ ago\b.{0,60}$"  # Hacker News
    r"|^\d+ comments? +(?:share|save|hide|report)\b.{0,40}$|^load more comments\b.{0,30}$"
    r"|^(?:by|from) \S{2,40} [»>›] .{6,60}$"  # phpBB
    r"|^[«<] ?(?:reply #\d+ )?(?:on|am|le|em)\s?: .{6,60}[»>]$",  # SMF
    re.I,
)
"""The line above a post in a thread that was saved as text, or of the buttons below it."""
_NAME = re.compile(r"^/?u/[\w-]{2,40}$")
_FORUM = re.compile(r"^/?[a-z]/[\w-]{2,40}(?:: .{2,60})?$")
_JOINING = (
    r"(?:(?:\w+ )?(?:member|user|poster|account)(?: since)?|\w+ since|since|joined|join date|join(?:ed)? on|registered(?: on)?|"
    r"registration date|date registered|cake ?day|last (?:seen|active|visit|login|online)|active since|born|birthday)"
)
_DAY = (
    r"(?:(?:[^\W\d_]{3,9}[,.]? ){0,2}(?:\d{1,2}(?:st|nd|rd|th)?,? )?(?:[^\W\d_]{3,9}[,.]? )?(?:19|20)\d\d"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|[^\W\d_]{3,9}\.? \d{1,2})(?:,? \d{1,2}:\d\d(?: ?[ap]m)?)?"
)
_JOINED = re.compile(rf"^{_JOINING}\s?[:,-]?\s{_DAY}$|^{_DAY}\s?[:,-]?\s(?:cake ?day|date joined|joined)$", re.I)
_COUNT = re.compile(
    r"^[\d.,]{1,12}[km]? (?:\w+ )?(?:karma|posts|messages|reputation|reactions?|reaction score|upvotes|followers)$"
    r"|^(?:\w+ )?(?:karma|reputation|post count|total posts)\W{1,3}[\d.,]{1,12}[km]?$",
    re.I,
)
_BEFORE_DAY = re.compile(rf"\b{_JOINING}\W{{0,4}}(?:[^\W\d_]{{3,9}}[,.]? )?$", re.I)
_LONGEST = 80


def profile_rule(text: str) -> str | None:
    """Return the rule that tells a line for a part of a poster's profile, or for the forum's name; else None."""
    if len(text) > _LONGEST:
        return None
    if _NAME.match(text) or _FORUM.match(text):
        return MEMBER_NAME
    if _POST_HEADS.match(text):
        return POST_HEAD
    return "articles.member" if _JOINED.match(text) or _COUNT.match(text) else None


def is_joining(before: str) -> bool:
    """Return whether the words before a date make it the day on which somebody joined, was born or was last seen."""
    return bool(_BEFORE_DAY.search(before[-_LONGEST:]))
