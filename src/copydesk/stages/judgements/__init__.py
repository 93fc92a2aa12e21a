"""Corrections of the entities by hand. Entity, Judgement -> Entity, Judgement."""

from copydesk.stages.judgements.applying import apply_judgements
from copydesk.stages.judgements.making import judge_merge, judge_rename, judge_split

__all__ = ["apply_judgements", "judge_merge", "judge_rename", "judge_split"]
