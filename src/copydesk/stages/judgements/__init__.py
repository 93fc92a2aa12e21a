"""Corrections of the entities by hand. Entity, Judgement -> Entity, Judgement."""

from copydesk.stages.judgements.applying import apply_judgements
from copydesk.stages.judgements.authority import link_entities, read_authority
from copydesk.stages.judgements.making import judge_link, judge_merge, judge_rename, judge_split

__all__ = [
    "apply_judgements",
    "judge_link",
    "judge_merge",
    "judge_rename",
    "judge_split",
    "link_entities",
    "read_authority",
]
