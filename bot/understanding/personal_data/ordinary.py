"""Whether a word is an ordinary Dutch word: what is none of these, in the right place, is a name that no list knows."""

from bot.understanding.personal_data.lists import NameLists
from bot.understanding.personal_data.word_rows import word_row, word_set

_SHORTEST_PART = 4
_FIRST_PARTS = word_set("aan af be bij door er ge her in mee na om on ont op over toe uit ver voor")
_SUFFIXES = word_row(
    "ering iging elling ening ingen heid heden lijk lijke achtig achtige loos loze baar bare isch ische eren eerd eerde "
    "iteit tie ties atie aties trie logie grafie nomie sie isme isten "
    "schap schappen ende aal ale ieve ief loog loge logie ologen geen"
)
_TITLE_ENDINGS = word_row(
    "zuster moeder vader broer dochter vrouw begeleider begeleidster coach werker werkster medewerker medewerkster "
    "verpleger buurman vriendin ouder meisje jongen leider leidster assistent assistente adviseur consulent"
)


def is_title(folded: str, lists: NameLists) -> bool:
    """Return whether a name often follows this word: "mevrouw", "pleegzuster"."""
    return folded in lists.titles or (folded.endswith(_TITLE_ENDINGS) and folded not in lists.surnames)


def is_ordinary(folded: str, lists: NameLists) -> bool:
    """Return whether we know the word, its parts ("buurt" + "vrouw") or its ending ("-heid")."""
    words, folded = lists.words, folded.rpartition("-")[2]
    if folded in words or (len(folded) > _SHORTEST_PART + 2 and folded.endswith(_SUFFIXES)):
        return True
    return any(
        folded[cut:] in words and (folded[:cut] in words or folded[:cut] in _FIRST_PARTS or folded[: cut - 1] in words)
        for cut in range(2, len(folded) - _SHORTEST_PART + 1)
    )
