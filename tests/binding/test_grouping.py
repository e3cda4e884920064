"""Tags of pages become tags of a publication."""

from __future__ import annotations

from publisher.binding.elements import Content, Element
from publisher.binding.grouping import grouped, kept


def _p(name: str, *marks: tuple[int, int]) -> Element:
    pieces = [Element("Span", kids=[Content(*mark)]) for mark in marks]
    return Element("P", name, ("p",), [*pieces])


def _article(*kids: Element) -> Element:
    columns = Element("Div", "a1-columns", ("div", "columns"), list(kids))
    return Element("Art", "a1", ("article",), [columns])


def _head(number: int, mark: int) -> Element:
    name = Element("P", "", ("p", "name"), [Content(0, mark)])
    return Element("NonStruct", f"a1-p{number}", ("header", "part"), [name])


def _shape(element: Element) -> str:
    inside = [
        _shape(kid) if isinstance(kid, Element) else f"{kid.page}.{kid.mark}"
        for kid in element.kids
        if not hasattr(kid, "position")
    ]
    return f"{element.kind}[{' '.join(inside)}]"


def test_pieces_of_an_article_and_of_a_paragraph_are_joined() -> None:
    pages = [_article(_p("a1-b1", (0, 0))), _article(_p("a1-b1", (1, 0)), _p("a1-b2", (1, 1)))]
    assert [_shape(each) for each in grouped(pages)] == ["Art[P[0.0 1.0] P[1.1]]"]


def test_parts_of_speakers_become_sections() -> None:
    page = _article(_p("a1-b1", (0, 0)), _head(1, 1), _p("a1-b2", (0, 2)), _head(2, 3))
    (done,) = grouped([page])
    assert _shape(done) == "Art[P[0.0] Sect[P[0.1] P[0.2]] Sect[P[0.3]]]"


def test_a_pull_quote_has_a_type_of_its_own() -> None:
    quote = Element("NonStruct", "a1-p1-quote", ("aside", "pull-quote"), [_p("", (0, 1))])
    (done,) = grouped([_article(_head(1, 0), quote, _p("a1-b1", (0, 2)))])
    assert _shape(done) == "Art[Sect[P[0.0] PullQuote[P[0.1]] P[0.2]]]"


def test_what_the_layout_adds_is_left_to_be_an_artifact() -> None:
    roll = Element("Div", "", ("div", "roll", "furniture"), [_p("", (0, 0))])
    tree = grouped([_article(roll, _p("a1-b1", (0, 1)))])
    assert kept(tree) == {Content(0, 1)}


def test_a_picture_that_opens_the_page_is_read_where_the_text_has_it() -> None:
    image = Element("Figure", "", ("img",), [Content(0, 0)], "a bridge")
    caption = Element("Caption", "", ("figcaption",), [_p("", (0, 1))])
    figure = Element("NonStruct", "a1-b2", ("figure",), [image, caption])
    text = _p("a1-b1", (0, 2)), _p("a1-b3", (0, 3))
    (done,) = grouped([_article(figure, *text)], ["a1-b1", "a1-b2", "a1-b3"])
    assert _shape(done) == "Art[P[0.2] Figure[0.0 Caption[P[0.1]]] P[0.3]]"
    assert done.elements[1].alt == "a bridge"


def test_labels_of_turns_items_and_notes_are_told_from_the_text() -> None:
    voice = Element("NonStruct", "", ("b", "voice"), [Content(0, 0)])
    turn = Element("P", "a1-b1", ("p", "question"), [voice, Content(0, 1)])
    label = Element("Span", "", ("span", "label"), [Content(0, 2)])
    body = Element("LBody", "", ("li",), [label, Content(0, 3)])
    items = Element("L", "a1-b2", ("ol",), [Element("LI", kids=[body])])
    call = Element("Link", "a1-ref-1", ("a",), [Content(0, 4)])
    (done,) = grouped([_article(turn, items, Element("P", "a1-b3", ("p",), [call]))])
    assert _shape(done) == (
        "Art[P[Voice[0.0] 0.1] L[LI[Lbl[0.2] LBody[0.3]]] P[Reference[Link[0.4]]]]"
    )
