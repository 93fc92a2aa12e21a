import json
import pickle
from typing import get_args

import pytest

from copydesk.codec import decode, encode, field_types
from copydesk.records import Paragraph, Ref, Span, StoryRecords
from copydesk.stages.language import analyse_paragraphs
from tests.build import article, parse
from tests.contracts.test_stores import RECORDS


@pytest.mark.parametrize("name", [name for name in field_types(StoryRecords) if getattr(RECORDS, name)])
def test_records_survive_json(name):
    kind = get_args(field_types(StoryRecords)[name])[0]
    for record in getattr(RECORDS, name):
        assert decode(kind, json.loads(json.dumps(encode(record)))) == record


def test_spans_are_pairs_of_numbers():
    assert encode(Ref(article="a", span=Span(1, 2))) == {"article": "a", "span": [1, 2]}


def test_the_analysis_of_a_paragraph_survives_json():
    (paragraph,) = analyse_paragraphs(["On Monday, Ida Holm left Varn. Nobody asked."])
    assert decode(Paragraph, json.loads(json.dumps(encode(paragraph)))) == paragraph


def test_an_analysis_survives_the_way_to_another_process():
    one = article("On Monday, Ida Holm left Varn. Nobody asked.\nShe came back.")
    for record in (parse(one), *analyse_paragraphs([one.text])):
        assert pickle.loads(pickle.dumps(record)) == record
