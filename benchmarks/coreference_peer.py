"""Run another coreference resolver on texts, in the Python environment that it is installed in.

    PEER/bin/python benchmarks/coreference_peer.py coreferee < texts.jsonl > chains.jsonl

Each line in is ``{"id": …, "text": …}``, each line out ``{"id": …, "chains": [[[start, end], …]]}``
with offsets of characters. It needs nothing of onrecord, so that peers which want other versions of
its libraries can be measured. Ends with status 3 and a line on stderr where the peer or its model
is not installed; nothing is fetched.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

Chains = list[list[list[int]]]
SPACY_MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")


def load_coreferee() -> Callable[[str], Chains]:
    import coreferee  # noqa: F401
    import spacy

    name = next((each for each in SPACY_MODELS if spacy.util.is_package(each)), None)
    if name is None:
        raise ImportError(f"needs one of spaCy's models {', '.join(SPACY_MODELS)}, and its own")
    nlp = spacy.load(name)
    nlp.add_pipe("coreferee")

    def find(text: str) -> Chains:
        doc = nlp(text)
        return [
            [[doc[i].idx, doc[i].idx + len(doc[i])] for mention in chain for i in mention]
            for chain in doc._.coref_chains
        ]

    return find


def load_fastcoref() -> Callable[[str], Chains]:
    from fastcoref import FCoref

    model: Any = FCoref(device="cpu")
    return lambda text: [
        [list(span) for span in cluster]
        for cluster in model.predict(texts=[text])[0].get_clusters(as_strings=False)
    ]


def load_stanza() -> Callable[[str], Chains]:
    import stanza

    pipeline: Any = stanza.Pipeline("en", processors="tokenize,coref", download_method=None)

    def find(text: str) -> Chains:
        doc = pipeline(text)
        return [
            [
                [
                    doc.sentences[m.sentence].words[m.start_word].start_char,
                    doc.sentences[m.sentence].words[m.end_word - 1].end_char,
                ]
                for m in chain.mentions
            ]
            for chain in doc.coref
        ]

    return find


LOADERS = {"coreferee": load_coreferee, "fastcoref": load_fastcoref, "stanza": load_stanza}


def main() -> int:
    try:
        find = LOADERS[sys.argv[1]]()
    except Exception as error:
        sys.stderr.write(f"{type(error).__name__}: {' '.join(str(error).split())[:300]}\n")
        return 3
    for line in sys.stdin:
        entry = json.loads(line)
        print(json.dumps({"id": entry["id"], "chains": find(entry["text"])}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
