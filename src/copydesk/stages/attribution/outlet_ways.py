"""The ways in which outlets are named in running text, by how sure each is. Text -> names in use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from copydesk.lexicon import load_lexicon
from copydesk.records import OutletUse

MAY, MOSTLY, SURE = 1, 2, 3
"""How far a way shows an outlet: others are named so too (who is told something); hardly anybody else; nobody else."""
NAME = (
    r"[A-ZÀ-Þ][\w&’'-]*(?:\.[a-z]{2,4}\b)?"
    r"(?: (?:(?:of|&|da|de|dell[ao]|del|di|do|du|la) |a[lnrs]-|el-)?[A-ZÀ-Þ][\w&’'-]*){0,4}"
)
_CITES = r"(?:cit|quot|credit)(?:es?|ed|s|ing)"
_PAPER = (
    r"(?:blog|broadcaster|daily|fortnightly|journal|magazine|monthly|news(?: (?:agency|channel|outlet|portal|service|site|website))?|newscast|"
    r"newsletter|newspaper|newsroom|newswire|paper|periodical|podcast|quarterly|radio|(?:radio|television|tv|TV|YouTube) (?:channel|network|programme|"
    r"program|show|station)|tabloid|vlog|vodcast|weekly|(?:business|fact-checking|gossip|investigative|local|music|online|sports|tech|trade) (?:outlet|"
    r"portal|site|title|website))"
)
"""What an outlet is called beside its name ("Klarin, a cycling blog")."""
_ALSO = r"agency|channel|network|outlet|portal|site|station|website|wire"
"""What else it is called right before its name ("the website Klarin")."""
_STAFF = (
    r"(?:anchor|columnist|contributor|correspondent|editor|host|interviewer|journalist|news desk|photographer|"
    r"presenter|producer|reporter|stringer|writer)s?"
)
_REPORTER = r"(?:anchor|camera crew|columnist|correspondent|journalist|news desk|newscast|newsletter|newsroom|podcast|reporter|stringer)s?"
_DOCUMENT = (
    r"(?:audio|clip|copy|deposition|document|draft|dossier|e-?mail|extract|figure|file|footage|interview|invoice|letter|log|memo|message|minute|note|paper|"
    r"photo|plan|recording|record|report|text|transcript|video)s?"
)
_SHOW = r"(?:\w+ ){0,3}(?:breakfast show|bulletin|call-in|coverage|front page|live ?blog|news|newscast|phone-in|podcast|program(?:me)?|show|website)"
_TALK = r"(?:interviews?|exclusive|comments|remarks|Q&A|conversation|phone-in|call-in|sit-down|chat|op-ed|column|essay|piece|tribute|podcast|segment|appearance)"
_SHOWN = r"(?:published|aired|broadcast|carried|printed)"
_HAS = r"(?:acquired|aired|broadcast|examined|heard|leaked|obtained|published|read|reviewed|saw|seen|verified|viewed)"
"""What an outlet does with a document."""
_STATES = (
    r"(?:accused?|accuses|admit(?:s|ted)|apologi[sz]ed|believed?|believes|blame[sd]?|call(?:s|ed)|claim(?:s|ed)|confirm(?:s|ed)|decline[sd]|den(?:y|ies|ied)|"
    r"describe[sd]?|insist(?:s|ed)|pledge[sd]|promise[sd]|refuse[sd]|said|say|says|show|shows|threaten(?:s|ed)|told|tells|vow(?:s|ed)|warn(?:s|ed)|wrote)"
)
"""How somebody's own statement shows behind the outlet that passes it on."""
_CONFIDES = (
    r"(?:admitted|argued|blabbed|boasted|bragged|claimed|commented|complained|conceded|confessed|confided|confirmed|denied|disclosed|dished|divulged|"
    r"explained|grumbled|gushed|hinted|insisted|joked|lamented|leaked|let (?:it )?slip|maintained|moaned|recalled|remarked|repeated|revealed|spilled|"
    r"suggested|swore|vented|whispered)"
)
_REMARK = r"(?:admission|boast|claim|comment|confession|remark)s?"
_SAYS = r"(?:announced|admitted|claimed|complained|confessed|confirmed|disclosed|insisted|joked|revealed|said|says)"
_AT_END = r"(?=[,.]| (?:on|last|this|published|broadcast|that)\b)"
_MONTHS = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WEEKDAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_BEFORE: dict[tuple[int, str], tuple[str, ...]] = {
    (SURE, ""): (f"{_PAPER}|{_ALSO}", f"{_STAFF} (?:for|with)"),
    (MOSTLY, ""): (
        r"(?:obtained|reviewed|seen|viewed) by",
        r"leak(?:s|ed) to|(?:aired|broadcast|screened|streamed) by",
        rf"{_DOCUMENT} (?:(?:later|first|exclusively) )?(?:disclosed|forwarded|given|handed|made available|passed|provided|released|shown|supplied) to",
        r"(?:shared|discussed) (?:\w+ )?with",
        r"(?:audience|listeners|readers|subscribers|viewers) (?:of|to)",
        rf"(?:appearance|segment|slot|guest) on|(?:{_TALK}) (?:that|which) (?:ran|appeared|was {_SHOWN}) (?:in|on|by)",
        rf"(?:latest|current|new|newest|next|[Ll]ast|first|final|(?:week|month|year|weekend|day)[’']s|spring|summer|autumn|fall|winter|{_MONTHS}|{_WEEKDAYS}(?:[’']s)?)"
        r" (?:edition|episode|issue|number) of",
        rf"(?:[Tt]he|[Hh]er|[Hh]is|[Ii]ts|[Mm]y|[Oo]ur|[Tt]heir) (?:{_PAPER}),",
        r"(?:[Ii]nterviewed|(?:re)?printed|posted|relayed|republished|translated|picked up(?: from there)?|first reported|broken) by",
        r"(?:was|were|is|are) (?:also )?(?:quoted|cited) (?:as (?:saying|telling|warning) )?(?:by|in)",
        r"[Aa]s (?:first )?(?:quoted|reported|cited|revealed) (?:by|in)",
        r"(?:a copy|copies|extracts?|excerpts?|parts?|pages|the text) of which (?:was|were|has been|have been) (?:\w+ )?(?:by|to|with|in)",
        r"(?:possession|hands|inbox|pages) of",
        r"[Ii]n (?:last |this )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[’']s",
        r"(?:dubbed|excerpted|rebroadcast|reposted|restreamed|subtitled|syndicated|transcribed|[Tt]ranslated)(?: (?:from|into) (?:the )?\w+| with \w+)? by",
        r", (?:now )?writing (?:in|for)",
    ),
    (MOSTLY, _AT_END): (
        r"[Ii]n (?:an?|the|her|his|their) (?:[\w-]+ ){0,2}interviews?(?: (?:on \w+day|this week|last week))? (?:given to|for|with|on)",
        r"[Ii]n (?:[\w-]+ ){0,2}(?:comments|remarks|columns?|op-ed|essay|article) (?:to|for|in)",
        rf"{_STAFF} (?:of|at|from)",
        r"told [A-ZÀ-Þ]\w+ [A-ZÀ-Þ][\w-]+ of",
    ),
    (MOSTLY, r"(?=, which\b|[’']s [A-ZÀ-Þ]\w+ [A-ZÀ-Þ])"): (r"told|according to|[Ss]peaking to|spoke to",),
    (MOSTLY, r"(?=[’']s\b)"): (rf"(?:[Oo]n|told|to|with)(?= (?:the )?{NAME}[’']s {_SHOW}\b)",),
    (MOSTLY, r"(?= (?:interview|investigation|exclusive|scoop)\b)"): (r"[Aa]n?",),
    (MOSTLY, rf"(?= (?:has|had) {_HAS}\b)"): (rf"that|which|{_DOCUMENT}",),
    (
        MOSTLY,
        r"(?= (?:aired|broadcast|carried|conducted|excerpted|published|rebroadcast|recorded|relayed|reprinted|republished|translated)\b)",
    ): (r"(?:chats?|documentary|interviews?|Q&A)(?: that| which)?",),
    (MOSTLY, r"(?= (?:an|a (?:\w+ )?)interview\b)"): (r"(?:gave|given|giving|granted)",),
    (MAY, rf"(?= (?:article|dispatch|report|story)(?:,| carried| that| in which)? (?:by|cit|quot|said|{_STATES}))"): (
        r"[Aa]n?|[Tt]he",
    ),
    (MAY, rf"(?=(?: and (?:the )?{NAME})?, [^.;:“”]{{3,60}} {_STATES}\b)"): (
        r"[Aa]ccording to",
        r"[Aa]ccording to [^.,;:“”]{2,40}, (?:which )?" + _CITES,
    ),
    (
        MAY,
        rf"(?=,? (?:that|(?:(?:the )?{NAME} )?(?:said|says|reported|reports|wrote|writes)(?: that)?) [^.;:“”]{{3,60}} {_STATES}\b)",
    ): (
        _CITES,
        r"(?:Citing|Crediting|Quoting)",
    ),
    (MAY, r"(?= (?:reported|reports) (?:earlier|late|last|on|this)\b)"): (r",",),
    (MAY, r"(?=:)"): (r"(?:said|says) to",),
    (MAY, r"(?=[,.])"): (
        r"[Ii]n a (?:[\w-]+ ){0,2}statement to",
        r"(?:[Aa]pproached|[Aa]sked|[Cc]hallenged|[Cc]ontacted|[Cc]ornered|[Gg]rilled|[Pp]ressed|[Qq]uestioned|[Qq]uizzed|[Rr]eached) (?:\w+ )?(?:by|on)",
    ),
    (MAY, r"(?= (?:on \w+day|last \w+|about|over|whether|why|how|if|for comment)\b)"): (
        r"(?:[Aa]pproached|[Aa]sked|[Cc]hallenged|[Cc]ontacted|[Gg]rilled|[Pp]ressed|[Qq]uestioned|[Qq]uizzed|[Rr]eached) (?:\w+ )?(?:by|on)",
        r"(?:was|were) (?:asked|grilled|interviewed|pressed|questioned|quizzed) (?:live )?on",
    ),
    (MAY, r"(?= to (?:admit|announce|argue|call|claim|complain|declare|defend|deny|explain|insist|say|warn)\b)"): (
        r"(?:took|turned) to|(?:sat|sits) down with|used (?:a|an|her|his) (?:\w+ ){0,2}(?:in|on|for)",
    ),
    (MAY, r"(?= as (?:an? |the )?[“\"\w])"): (r"described (?:[\w’'-]+ ){1,4}to",),
    (MAY, r"(?= that\b)"): (rf"{_REMARK} to", rf"{_CONFIDES} (?:\w+ )?(?:in|to)"),
    (MAY, r"(?=, (?:also |first )?" + _STATES + r"\b)"): (r"\w, (?:in|on)",),
    (MAY, r"(?= (?:quoted|quotes)\b)"): (r"\w+[,.!?]?[”\"]",),
    (MAY, r"(?=[,.”\"])"): (r"(?:this|last) (?:week|month|weekend)[’']s",),
    (MAY, r"(?= (?:has|had) (?:interviewed|spoken to)| interviewed| spoke (?:to|with))"): (r"whom",),
    (MAY, r"(?= (?:said|reported|reports|wrote|writes|says)\b)"): (
        r"(?:[Cc]iting|[Qq]uoting|[Cc]rediting) [^.,;:“”]{2,60},",
    ),
    (MAY, r"(?= (?:article|dispatch|report|story)\b)"): (
        rf"(?:{_CITES}|according to|denied|dismissed|referring to) an?",
    ),
    (MOSTLY, r"(?=\))"): (r"(?<=\()(?:as per|per|via|h/t)", r"(?:speaking|talking|writing) (?:to|in|for|on)"),
    (MAY, ""): (
        r"told|tells?|telling|according to|reported by|investigation by|interview(?:ed)? (?:with|by|for)",
        rf"{_CONFIDES} to",
        r"(?:assured?|assures|informs|informed|reassured)",
        r"\b(?:met|meets)(?= (?:the )?[A-ZÀ-Þ][\w ]{1,40} (?:in|at|over|outside|near|on) [^.“”]{2,50}[.] “)",
        r"(?:gave|gives|granted|grants)(?= (?:the )?[A-ZÀ-Þ][\w ]{1,40} (?:an hour|a tour|his|her|their|an audience|[\w ]{2,30} (?:time|hours?|minutes)))",
        r"let (?:it )?(?:be )?known (?:in|to|on|via|through)",
        r"(?:footage|video|clip|film|documentary|pictures)s? (?:first )?(?:shown|seen|screened|released|uploaded) (?:on|by|in)",
        r"(?:statement|e-?mail|comments|remarks) (?:e?mailed |given |provided |sent )?to(?= (?:the )?[A-ZÀ-Þ][^,.]{1,40}, )",
        r"(?:told|tells) (?:[a-z]+ )?(?:journalist|presenter|host|reporter) [A-ZÀ-Þ]\w+ [A-ZÀ-Þ][\w-]+ (?:of|from|on)",
        r"(?:[Rr]espon(?:se|ded|ding)|[Rr]epl(?:y|ied|ies|ying)|[Aa]nswers?) to (?:[\w-]+ ){0,2}(?:questions|queries|inquiries|enquiries) from",
        r"(?:[Ss]peaking|[Ss]poke|spoken|[Tt]alking|[Aa]ppearing|[Ww]riting) (?:to|on|for|in|with)",
        rf"{_TALK} (?:given |(?:first )?{_SHOWN} )?(?:to|with|for|in|on|by)",
        rf"{_DOCUMENT} (?:first )?{_SHOWN} in",
        rf"(?:report|story|article|piece|profile|investigation|documentary|dispatch|scoop)s? (?:{_SHOWN} )?in",
        r"(?:obtained|reviewed|seen|viewed|heard|published|aired|broadcast|leaked|cited|quoted|first reported|broken) (?:by|to|in|on)",
        r"as saying (?:by|in|on)",
        r"(?:comments|interview|remarks|statement|story|report) (?:that (?:was|were) )?(?:carried|quoted|cited|relayed) by",
        r"(?:called|phoned|rang) (?:in to|into)",
    ),
    (MAY, r"(?=[.])"): (
        r"(?<=[,”\"] )(?:reports|says(?= the)|said(?= the))",
        r"(?:,|\() ?(?:as per|per|via|h/t)",
    ),
    (MAY, r"(?= to\b| and\b| on \w+day\b|[.])"): (r"(?:went|came|live|guest|appeared) on",),
    (MAY, rf"(?=, which (?:also |in turn )?{_CITES})"): (_CITES,),
    (MAY, r"(?= as (?:saying|quoting|reporting) that (?:an?|two|the) [\w ]{1,30} (?:told|said)\b)"): (_CITES,),
    (MAY, rf"(?= (?:{_PAPER}|{_REPORTER})\b)"): (r"[Aa]n?|one|two|to|in|by|for|from|on|with",),
}
"""What stands before a name, under its weight and what must stand behind."""
_BEHIND: dict[int, tuple[str, ...]] = {
    SURE: (
        r", (?:citing|quoting) (?:people|sources|officials|documents|unnamed|unidentified|anonymous|two|three|four|an?|its|several)\b",
        r" (?:broke the (?:news|story)|was (?:the )?first to report)|, which (?:first reported|broke)",
        rf", (?:an?|the) (?:[\w’'-]+ ){{0,4}}{_PAPER}\b",
        r" (?:first|exclusively) (?:reported|revealed)\b",
    ),
    MOSTLY: (
        r" (?:(?:re)?print|air|broadcast|carr|publish)(?:e?s|y|ies|ied|ed)? (?:(?:an?|the|her|his|their|its|long|full) ){0,2}(?:comment|excerpt|extract|interview|letter|memo|recording|remark|"
        r"transcript|statement|Q&A)s?\b",
        r", which (?:has |had )?(?:first )?(?:obtained|reviewed|saw|seen|viewed|interviewed|spoke to|spoken to|broke|published|carried) ",
        r" (?:readers|viewers|listeners|subscribers)\b",
        r" (?:interviewed|interviews|quotes|quoted) [^.,;:“”]{1,60}, who (?:said|says|told|called|described)\b",
        r"[’']s front page\b",
        rf" (?:has|had) (?:(?:heard|obtained|reviewed|seen) (?:[\w-]+ ){{0,4}}{_DOCUMENT}\b|(?:learned|learnt)\b)",
        r" (?:said|says|reported) (?:that )?it (?:has|had) (?:heard|obtained|reviewed|seen|spoken to|verified)\b",
        r" (?:understands|can (?:exclusively )?reveal)[.]",
        r" (?:quoted|quotes|cited|cites) (?:an?|the|its|one|two|several) [^.,;:“”]{1,60} (?:as (?:saying|telling|warning)|who)\b",
        rf"[’']s (?:{_REPORTER}|[A-ZÀ-Þ]\w+ [A-ZÀ-Þ][\w-]+ (?:reports|reported|tweeted|writes|wrote))\b",
    ),
    MAY: (
        r" (?:has|had|have) (?:an?|the|her|his|one|two) [a-z ]{2,40} (?:admitting|boasting|calling|complaining|describing|insisting|saying|telling|warning)\b",
        r" (?:was|were|has been|had been|is) (?:also |repeatedly |first )?(?:told|informed|assured) (?:by|on \w+day|this week|last week|that)\b",
        r" (?:says|said|reports|reported|writes|wrote) (?:that )?[^.;:“”]{3,60} (?:told|tells) it\b",
        r" asked [^.?“”]{3,60} (?:whether|if|why|how|what|about) [^.“”]{3,120}[.?] “",
        r" (?:has |had )?(?:met|put the question|put (?:that|it|this)|spoken|talked|caught up|sat down)(?: with| to)? [^.“”]{2,60}[.] (?:“|The |He |She |They )",
        r" reports?(?:ed)?[.]",
        r" (?:reported|reports|revealed),",
        r" (?:also )?reports? (?:that|on)\b",
        r" (?:said|says|reported|reports|writes|wrote), (?:citing|quoting)\b",
        rf" (?:has |had )?(?:also |first |earlier |jointly |exclusively )?report(?:s|ed)?(?: (?:on|last) \w+)?,? that,? [^.”]{{3,80}} (?:{_STATES}|according to|citing|quoting|attributing)\b",
        rf" (?:notes|noted|writes|wrote) that [^.”]{{3,60}} {_STATES}\b",
        r" (?:has |had )?(?:put (?:it|the [\w ]{1,30}) to|spoke to|spoke with|talked to|reached|met|contacted) [^.,;:“”]{1,60}, who (?:said|says|told|called|described)\b",
        r" (?:relayed|relays|aired|carried) [^.,;:“”]{1,40} (?:claim|comments|remarks|warning|words)\b",
        r" had it from\b| understands from\b",
        r"(?:,? which)? (?:carried|picked up|relayed|repeated|republished|reran|retold|took up) (?:it|an?|the) (?:[A-ZÀ-Þ]\w+ ){0,4}(?:article|claim|dispatch|interview|report|story)\b",
        r", (?:citing|quoting|crediting) (?:the )?[^.,;:“”]{2,60}, (?:said|says|reports|reported|writes|wrote)\b",
        rf" {_PAPER} (?:cites|cited|first|has|had|quotes?|quoted|reported|reports|reprints|reveals|revealed|said|says)\b",
        r"(?:, [^.,;:“”]{1,60},)? (?:has |had )?(?:quoted|quotes|cited|cites) [^.,;:“”]{1,80} (?:as (?:having )?)?(?:saying|said|telling|quoting|reporting)\b",
        r" (?:reports|reported) [^.,;:“”]{1,80} as (?:saying|telling)\b",
    ),
}
"""What stands behind a name, under its weight."""
_AS_TOLD = re.compile(rf"\b[Aa]s (?:the |The )?(?P<name>{NAME}) (?:first |exclusively )?(?:reported|revealed)\b")
_FOREIGN_CITED = re.compile(rf"\b{_CITES} (?P<name>(?:Das|Der|Die|Het|Il|Les) {NAME})")
_PATTERNS: tuple[tuple[int, re.Pattern[str]], ...] = (
    *((w, re.compile(rf"\b(?:{'|'.join(some)}) (?:the )?(?P<name>{NAME}){end}")) for (w, end), some in _BEFORE.items()),
    *((w, re.compile(rf"\b(?P<name>{NAME})(?:{'|'.join(some)})")) for w, some in _BEHIND.items()),
    (MOSTLY, _AS_TOLD),
    (SURE, _FOREIGN_CITED),
)
_ON_AIR = re.compile(rf"\b(?:{_SAYS} on|w(?:rote|rites|riting) (?:in|on)) (?:the )?(?P<name>{NAME})(?= that\b|[.,])")
"""Where something is said on air, on a place and on a day alike: only for names that are known to be bodies'."""
_SHAPED = re.compile(
    r"\b(?!Com|Sup|Unim)(?P<name>[A-ZÀ-Þ]\w{2,}(?<!ex)(?:avisen|bladet|kuriren|kurier|anzeiger|blatt|blick|blikk|posten|press|tidende|tidningen|zeitung))\b"
)
"""Single words that end as names of newspapers and agencies do ("Bergavisen")."""
_CALLED = re.compile(
    rf"\btold (?:the )?(?P<name>{NAME}), (?:an?|the|its) (?P<what>[^,.;:“”]{{3,60}})(?:, that\b|(?<! said)(?<! says)(?<! wrote)(?<! reports)(?<! reported)[.])"
)
_OWNING = re.compile(
    rf"\b(?P<name>{NAME})[’']s (?:[\w-]+ ){{0,2}}(?:captain|coach|council|customers|drivers|factory|fans|goalkeeper|government|manager|mayor|"
    r"midfielder|plants?|players|population|president|products|residents|striker|supporters)\b"
)
_BESIDE = rf"(?:the )?(?P<one>{NAME}(?: \d+)?)"
_ALSO_BESIDE = rf"(?:the |an? |The )?(?P<two>{NAME}(?: \d+)?)"
_ROLE = r"(?:, [A-ZÀ-Þ][^,.;:]{0,40})?"
_TELLING = r"\b(?:tells?|told|telling|spoke to|[Ss]peaking to|(?:reporters|journalists) from|(?:interviews?|investigation|report) (?:by|with)|(?:seen|obtained|reviewed) by|leaked to)"
_CITING = re.compile(rf"\b{_BESIDE},? (?:which (?:in turn )?|who )?{_CITES} {_ALSO_BESIDE}")
_TOGETHER = (
    re.compile(rf"{_TELLING} {_BESIDE}{_ROLE} and {_ALSO_BESIDE}"),
    re.compile(rf"{_TELLING} {_BESIDE}, {_ALSO_BESIDE}{_ROLE},? and\b"),
    re.compile(rf"\b[Aa]ccording to {_BESIDE}, [^,.;:“”]{{3,50}} (?:told|spoke to) {_ALSO_BESIDE}"),
    re.compile(
        rf"\b{_BESIDE}, {_ALSO_BESIDE} and [^.,;:“”]{{2,50}} (?:jointly |together )?(?:cit|quot|report|reveal|publish)(?:s|es|e|ed|d)?\b"
    ),
    re.compile(rf"\b{_BESIDE} and {_ALSO_BESIDE}(?= (?:jointly )?(?:report|quote|cite)(?:s|ed|d)?\b)"),
    re.compile(
        rf"\b(?:seen|obtained|reviewed|shared|verified|viewed|leaked) (?:by|to|with) {_BESIDE} and {_ALSO_BESIDE}"
    ),
    re.compile(
        rf"\b{_BESIDE} (?:carried|picked up|relayed|repeated|republished|translated) an? {_ALSO_BESIDE}(?= (?:article|interview|report|story)\b)"
    ),
    re.compile(rf"\b{_BESIDE}, (?:translating|repeating|relaying|referring to) (?:[a-z]+ ){{0,3}}{_ALSO_BESIDE}"),
    re.compile(rf"\b{_BESIDE}, (?:as )?(?:cited|quoted|carried|reported) by {_ALSO_BESIDE}"),
    re.compile(rf"\b(?:tells|told) {_BESIDE} [–—-] {_ALSO_BESIDE}"),
    re.compile(rf"^{_BESIDE}: [^.:;]{{3,60}} (?:tells|told) {_ALSO_BESIDE}", re.MULTILINE),
    re.compile(rf"\btold {_BESIDE}, (?:according to )?{_ALSO_BESIDE}(?= reported| said| wrote|[.])"),
)


def uses_in(text: str) -> Iterator[OutletUse]:
    """Yield each name that a text uses in one of the ways."""
    for weight, pattern in _PATTERNS:
        for hit in pattern.finditer(text):
            the = text[max(0, hit.start("name") - 4) : hit.start("name") + 4].lower()
            yield OutletUse(bare(hit["name"]), weight, definite="the " in the)
    yield from (OutletUse(hit["name"], SURE, definite=False) for hit in _SHAPED.finditer(text))


def pairs_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names that stand beside another as an outlet's does, where that other is an outlet's.

    The first is that of who cites the second, or is told something with it.
    """
    for hit in _CITING.finditer(text):
        yield bare(hit["one"]), hit["two"]
    for pattern in _TOGETHER:
        for hit in pattern.finditer(text):
            yield from ((bare(hit["one"]), hit["two"]), (bare(hit["two"]), hit["one"]))


def on_air(text: str) -> Iterator[str]:
    """Yield the names behind "said on" that something was said on."""
    return _names(_ON_AIR.finditer(text))


def shown_otherwise(text: str) -> Iterator[str]:
    """Yield the names of which a text says that they are something else than an outlet ("Voltaro, the battery maker,")."""
    press = load_lexicon("press_nouns")
    called = (hit for hit in _CALLED.finditer(text) if not any(w.rstrip("s") in press for w in hit["what"].split()))
    yield from _names((*called, *_OWNING.finditer(text)))


def _names(hits: Iterable[re.Match[str]]) -> Iterator[str]:
    return (bare(hit["name"]) for hit in hits)


def bare(name: str) -> str:
    """Return a name without "As" and "The" before it, and without a day and a genitive's ending behind it."""
    owner, _, rest = name.replace("'s ", "’s ", 1).partition("’s ")
    if rest and owner in load_lexicon("places"):
        name = rest  # "Austria’s Falter"
    return re.sub(
        r"(?: (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?(?:[’']s?)?$",
        "",
        name.removeprefix("As ").removeprefix("The "),
    )
