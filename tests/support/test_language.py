#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""tools/lang/generate.py: what it writes, and what it refuses."""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

GENERATE = Path(__file__).resolve().parents[2] / "tools" / "lang" / "generate.py"


class Generate(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.output = Path(self.folder.name, "new", "words.inc")

    def run_on(self, *sources):
        """Writes each source into a file and runs the generator on them all."""
        paths = []
        for number, source in enumerate(sources):
            path = Path(self.folder.name, f"{number}.json")
            path.write_bytes(source if isinstance(source, bytes) else source.encode())
            paths.append(str(path))
        return subprocess.run([sys.executable, GENERATE, self.output, *paths], text=True,
                              capture_output=True, check=False)

    def run_on_texts(self, texts):
        return self.run_on(json.dumps({"language": 1, "id": "en", "texts": texts}))

    def assert_refused(self, result, message):
        self.assertNotEqual(result.returncode, 0)
        self.assertIn(message, result.stderr)
        self.assertFalse(self.output.exists())

    def test_texts_become_literals_that_mean_the_same(self):
        result = self.run_on_texts({"player.set": "Set {set, number} of {sets, number}",
                                    "odd": "50 % \\ \"quoted\" ??/ \u00e41 \u2192"})
        self.assertEqual(result.stderr, "")
        self.assertEqual(self.output.read_text().splitlines()[1:], [
            'WORD(PLAYER_SET, "player.set", "Set {set, number} of {sets, number}")',
            r'WORD(ODD, "odd", "50 % \134 \042quoted\042 \077\077/ \303\2441 \342\206\222")'])

    def test_an_unchanged_output_is_left_alone(self):
        self.run_on_texts({"ok": "OK"})
        before = self.output.stat().st_mtime_ns
        self.run_on_texts({"ok": "OK"})
        self.assertEqual(self.output.stat().st_mtime_ns, before)

    def test_faults_are_told_with_their_place(self):
        for texts, message in [
                ({"Ok": "OK"}, '0.json: "Ok": a key is lower-case words'),
                ({"ok": ""}, '"ok": a text is needed'),
                ({"ok": 5}, '"ok": a text is needed'),
                ({"ok": "a\nb"}, '"ok": a text has no control characters'),
                ({"ok": "a {"}, '"ok": a placeholder is {name}'),
                ({"ok": "{0}"}, '"ok": a placeholder is {name}'),
                ({"ok": "{days, plural}"}, '"ok": a placeholder is {name}')]:
            with self.subTest(texts=texts):
                self.assert_refused(self.run_on_texts(texts), message)

    def test_a_key_stands_once(self):
        self.assert_refused(self.run_on('{"language": 1, "texts": {"a": "A", "a": "B"}}'),
                            'the key "a" stands twice')
        one = '{"language": 1, "texts": {"a": "A"}}'
        self.assert_refused(self.run_on(one, one), '1.json: "a" is in another file, too')

    def test_what_is_no_file_of_texts_is_refused(self):
        for source in ['{}', '[1]', '{"language": 2, "texts": {}}', '{"language": 1, "texts": []}']:
            with self.subTest(source=source):
                self.assert_refused(self.run_on(source), '"language": 1 and an object "texts"')
        for source in ['', '{', b'{"language": 1, "texts": {"a": "\xff"}}']:
            with self.subTest(source=source):
                self.assert_refused(self.run_on(source), "0.json: ")


unittest.main()
