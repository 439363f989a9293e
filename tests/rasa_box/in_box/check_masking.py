"""Names, places and numbers are hidden from the intent classifier."""
# mypy: ignore-errors
# ruff: noqa: PT009 - there is no pytest in the Rasa environment

from __future__ import annotations

import json
import os
import tempfile
import unittest
from importlib import import_module
from pathlib import Path

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

# By name: mypy, which knows nothing of Rasa, must not follow it.
masking_tokenizer = import_module("rasa_box.masking_tokenizer")
MaskingTokenizer, NameLexicon = masking_tokenizer.MaskingTokenizer, masking_tokenizer.NameLexicon
mask = masking_tokenizer.mask

NAMES = ["营业执照", "营业执照申领", "医保转移", "报销", "CA数字证书"]
M, P, N = masking_tokenizer.MATTER_MARK, masking_tokenizer.PLACE_MARK, masking_tokenizer.NUMBER_MARK


class Masking(unittest.TestCase):
    def setUp(self):
        self.lexicon = NameLexicon(NAMES)

    def assert_masked(self, text, expected):
        self.assertEqual(mask(text, self.lexicon), expected)

    def test_names_places_and_numbers_become_one_mark_each(self):
        self.assert_masked("在济南办营业执照要3天吗", f"在{P}办{M}要{N}天吗")

    def test_the_longest_name_is_hidden_first(self):
        self.assert_masked("营业执照申领要几天", f"{M}要几天")

    def test_names_beside_each_other_are_hidden_apart(self):
        self.assert_masked("营业执照医保转移", M + M)

    def test_a_name_too_short_is_an_ordinary_word(self):
        self.assert_masked("报销要几天", "报销要几天")

    def test_a_number_with_a_fraction_is_one_number(self):
        self.assert_masked("0.5个工作日和10天", f"{N}个工作日和{N}天")

    def test_full_width_writing_makes_no_difference(self):
        self.assert_masked("ＣＡ数字证书要１２天", f"{M}要{N}天")

    def test_a_name_with_full_width_brackets_is_found(self):
        self.assertEqual(mask("出口退（免）税怎么办", NameLexicon(["出口退（免）税"])), f"{M}怎么办")

    def test_a_text_without_any_of_them_stays(self):
        for text in ("要带什么材料", "", "😀"):
            self.assert_masked(text, text)

    def test_nobody_can_write_a_mark(self):
        self.assert_masked(f"办{M}要{N}天，在{P}", "办秘要注天,在印")

    def test_without_names_nothing_is_taken_for_one(self):
        self.assertEqual(mask("营业执照", NameLexicon([])), "营业执照")


class Tokenizing(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.knowledge = Path(folder.name) / "knowledge"
        self.storage = LocalModelStorage.create(Path(folder.name))
        self.resource = Resource("tokenizer")
        self.context = ExecutionContext(GraphSchema({}))
        self.write("business_licence", "营业执照申领", ["营业执照"])
        given = os.environ.pop("JIESU_KNOWLEDGE", None)
        if given is not None:
            self.addCleanup(os.environ.__setitem__, "JIESU_KNOWLEDGE", given)

    def write(self, code, name, aliases):
        path = self.knowledge / "matters" / "market" / f"{code}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"code": code, "name": name, "aliases": aliases}), encoding="utf-8")

    def config(self):
        return {**MaskingTokenizer.get_default_config(), "knowledge": str(self.knowledge)}

    def create(self):
        return MaskingTokenizer.create(self.config(), self.storage, self.resource, self.context)

    def load(self):
        return MaskingTokenizer.load(self.config(), self.storage, self.resource, self.context)

    def tokens(self, tokenizer, text="办营业执照要3天"):
        message = Message(data={TEXT: text})
        tokenizer.process([message])
        return [(token.text, token.start) for token in message.get("text_tokens")]

    def test_tokens_are_the_words_of_the_masked_text(self):
        self.assertEqual(self.tokens(self.create()), [("办", 0), (M, 1), ("要", 2), (N, 3), ("天", 4)])

    def test_a_tokenizer_loaded_hides_what_the_trained_one_hid(self):
        trained = self.create()
        example = Message(data={TEXT: "办营业执照要3天", INTENT: "ask_time_limit"})
        trained.train(TrainingData([example]))
        # What has changed since is for the next training: the classifier has not seen it.
        self.write("passport", "护照办理", [])
        loaded = self.load()
        self.assertEqual(self.tokens(loaded), self.tokens(trained))
        self.assertIn(("护照", 0), self.tokens(loaded, "护照办理"))

    def test_training_data_is_masked_as_messages_are(self):
        tokenizer = self.create()
        example = Message(data={TEXT: "办营业执照要3天", INTENT: "ask_time_limit"})
        tokenizer.process_training_data(TrainingData([example]))
        self.assertEqual(
            [(token.text, token.start) for token in example.get("text_tokens")], self.tokens(tokenizer)
        )
        self.assertEqual([token.text for token in example.get("intent_tokens")], ["ask_time_limit"])

    def test_the_fingerprint_changes_with_the_names(self):
        before = MaskingTokenizer.fingerprint_addon(self.config())
        self.assertEqual(MaskingTokenizer.fingerprint_addon(self.config()), before)
        self.write("passport", "护照办理", [])
        after = MaskingTokenizer.fingerprint_addon(self.config())
        self.assertNotEqual(after, before)
        self.write("passport", "护照办理", ["办护照"])
        self.assertNotEqual(MaskingTokenizer.fingerprint_addon(self.config()), after)

    def test_knowledge_kept_elsewhere_is_read_from_there(self):
        here = self.tokens(self.create())
        config = {**self.config(), "knowledge": "/nowhere"}
        os.environ["JIESU_KNOWLEDGE"] = str(self.knowledge)
        self.addCleanup(os.environ.pop, "JIESU_KNOWLEDGE")
        there = MaskingTokenizer.create(config, self.storage, self.resource, self.context)
        self.assertEqual(self.tokens(there), here)

    def test_it_can_be_asked_for_chinese(self):
        self.assertIn("zh", MaskingTokenizer.supported_languages())
        self.assertEqual(MaskingTokenizer.required_packages(), ["jieba"])
