"""What a template says of itself is put in when it is compiled, and reads as it always did."""

import pytest

from hoptac.kit.language import LANGUAGES, Language, translate
from hoptac.kit.pages import ENVIRONMENTS, asset

SENTENCE = "Đăng xuất"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "source",
    ["{{ _('Đăng xuất') }}", "<b title=\"{{ _('Đăng xuất') }}\">", "{{ [_('Đăng xuất')]|join }}", "{{ _(which) }}"],
)
def test_sentences_are_in_the_readers_language(language: Language, source: str) -> None:
    shown = ENVIRONMENTS[language].from_string(source).render(which=SENTENCE)
    assert translate(SENTENCE, language) in shown


def test_known_sentences_cost_nothing_when_a_page_is_shown() -> None:
    environment = ENVIRONMENTS["en"]
    code = environment.compile("a{{ _('Đăng xuất') }}b{{ asset('app.css') }}c", raw=True)
    assert f"a{translate(SENTENCE, 'en')}b{asset('app.css')}c" in code


def test_what_is_put_into_a_sentence_is_escaped_and_the_sentence_is_not() -> None:
    environment = ENVIRONMENTS["vi"]
    source = "{{ _('<b>%(name)s</b> 100%%', name=name) }}|{{ _('<i>chỉ</i>') }}|{{ name }}"
    shown = environment.from_string(source).render(name="<Ân>")
    assert shown == "<b>&lt;Ân&gt;</b> 100%|<i>chỉ</i>|&lt;Ân&gt;"


def test_only_calls_with_one_string_are_folded() -> None:
    source = "{{ _('một ' ~ 'hai') }}|{{ thing._('ba') }}|{{ _ is defined }}|{{ ('bốn') }}"
    shown = ENVIRONMENTS["vi"].from_string(source).render(thing={"_": lambda said: f"({said})"})
    assert shown == "một hai|(ba)|True|bốn"
