"""Which letters can be a Vietnamese syllable: the proof that a text is Vietnamese, and rightly decoded."""

import re
import unicodedata
from functools import lru_cache

_ONSET = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x"
_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong
    op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt
    uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu ynh yt
"""
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{'|'.join(sorted(_RIMES.split(), key=len, reverse=True))})")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED = ("c", "ch", "p", "t")
_TONES_OF_STOPPED = ("\u0301", "\u0323")


@lru_cache(maxsize=16_384)
def is_syllable(word: str) -> bool:
    """Whether `word`, in any case, is a syllable that Vietnamese could have: 'Nguyễn' is, 'NguyÔn' and 'Café' are not.

    A syllable carries at most one tone; one that ends in c, ch, p or t carries sắc or nặng.
    """
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(decomposed)
    letters = unicodedata.normalize("NFC", _TONES.sub("", decomposed))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(letters):
        return False
    return not letters.endswith(_STOPPED) or (bool(tones) and tones[0] in _TONES_OF_STOPPED)
