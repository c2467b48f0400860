"""Verbs (动词): by which words a short piece shows that it is a clause, and whether it opens with what is done."""

import re

from ahocorasick_rs import AhoCorasick, MatchKind

from huiyin.reading.lexicon import Lexicons

# Words that hold a sign of doing and do nothing.
_HIDES = re.compile(
    r"问题|纲要|主要|重要|必要|要素|需求|有限|国有|所有|将军|应急|供应|让利|控制|创新|创业|减灾|降水|"
    r"保持者|有关|没收|请示|抓手|应届|破产|不同|不少|有机"
)
_ADVERBS = re.compile(
    r"(?:紧紧|牢牢|始终|坚定|专题|专门|分别|多渠道|多途径|多方式|多形式|全方位|多层次|多角度|多方面|尽量|必须|应当|应该|应|要|并|且|也|还|又|再|已|均|都|就|现|拟|及时|积极|切实|认真|进一步|同时|立即"
    r"|严格|充分|其次|首先|最后|此外|另外|一方面|另一方面|重点|着力|坚决|定期|不定期|优先|一并|随后|当面|不断|全面|统一|共同|一起|逐步|依法|主动|多次|尽快|大力|深入|继续|持续|当场|最终|基本|有效|多|妥善|稳妥|稳步|扎实|有序|科学|合理|精准|高效|从严|从快|高度|努力|尽力|全力|竭力|真正|广泛|更好地?|不折不扣|全程|动态)*+"
)
_NOUN_LASTS = frozenset("区县市省镇乡村道路街厂店院校所局厅委会队者员人们户家车船楼房园站桥河湖山业率度性权费")
_COURTESIES = ("感谢", "谢谢", "祝愿", "希望", "建议", "恭祝")


class Verbs:
    """The verbs of a `Lexicons`: signs and words of `cues.toml`, and the vocabulary."""

    def __init__(self, lexicons: Lexicons) -> None:
        lead = lexicons.table("cues")["leadin"]
        self._signs = re.compile(f"[{lead['verb_characters']}]")
        self._listed = re.compile("|".join(lead["verbs"].split()))
        words = {word: row[0] for row in lexicons.rows("vocabulary") for word in row[1].split(" ") if len(word) > 1}
        self._is_verb = [kind in "va" for kind in words.values()]
        self._nouns = frozenset(word for word, kind in words.items() if kind in "nw")
        self._deeds = frozenset(word for word, kind in words.items() if kind in "vw" and len(word) == 2) - {"工作"} | {
            "明确",
            "畅通",
        }
        self._words = AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest, store_patterns=False)

    def predicate(self, piece: str) -> bool:
        """Guess whether a short piece has a predicate of its own."""
        plain = _HIDES.sub("", piece)
        return self._signs.search(plain) is not None or self._listed.search(plain) is not None

    def tells(self, piece: str) -> bool:
        """Guess the same by the vocabulary too: in people's own writing the verbs are many."""
        if self.predicate(piece):
            return True
        is_verb = self._is_verb
        return any(is_verb[word] for word, _, _ in self._words.find_matches_as_indexes(piece))

    def names(self, piece: str) -> bool:
        """Guess whether a piece is a noun phrase by how it ends."""
        return piece[-2:] in self._nouns or piece[-3:] in self._nouns or piece[-1] in _NOUN_LASTS

    def acts(self, folded: str, start: int, end: int) -> bool:
        """True where `folded[start:end]` opens with a verb, after adverbs: nobody but the last subject does it."""
        adverbs = _ADVERBS.match(folded, start, end)
        at = adverbs.end() if adverbs else start
        return folded[at : at + 2] in self._deeds and not folded.startswith(_COURTESIES, at)
