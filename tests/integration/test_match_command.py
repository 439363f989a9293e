"""`jiesu match evaluate` prints our matching beside others, on any names and pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main

NAMES = "name,item_code\n居民身份证换领,A1\n烟草专卖零售许可,A2\n道路货物运输经营许可,A3\n"
METHODS = ("接诉（只看字词）", "rapidfuzz ratio", "rapidfuzz WRatio", "BM25", "字符 tf-idf")


@pytest.fixture(autouse=True)
def _without_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JIESU_EMBEDDER", "none")
    monkeypatch.setenv("JIESU_DATA", str(tmp_path / "var"))


@pytest.fixture
def names(tmp_path: Path) -> Path:
    """Three names with official codes."""
    path = tmp_path / "names.csv"
    path.write_text(NAMES, encoding="utf-8")
    return path


def evaluate(tmp_path: Path, pairs: str, *more: str) -> int:
    """Runs the command on pairs."""
    path = tmp_path / "pairs.csv"
    path.write_text(pairs, encoding="utf-8")
    return main(["match", "evaluate", str(path), *more])


def shares(printed: str, method: str) -> list[float]:
    """The figures of one method: top-1, top-3, top-5, MRR, milliseconds."""
    (line,) = (line for line in printed.splitlines() if line.endswith(method) or f" {method}" in line)
    return [float(cell) for cell in line.split()[:5]]


def test_every_method_gets_its_figures(
    tmp_path: Path, names: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = "query,matter\n身份证到期换新的,居民身份证换领\n开店卖烟要办啥证,A2\n"
    assert evaluate(tmp_path, pairs, "--names", str(names)) == 0
    printed = capsys.readouterr().out
    assert "2 问，3 个名称" in printed
    for method in METHODS:
        top = shares(printed, method)
        assert 0 <= top[0] <= top[1] <= top[2] <= 1, method
        assert top[0] <= top[3] <= 1, method
    assert shares(printed, METHODS[0])[0] == 1


def test_any_of_several_right_names_counts(
    tmp_path: Path, names: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = "query,matter\n跑货运办手续,烟草专卖零售许可|A3\n"
    assert evaluate(tmp_path, pairs, "--names", str(names)) == 0
    assert shares(capsys.readouterr().out, METHODS[0])[0] == 1


def test_matters_nobody_knows_are_named_and_passed_over(
    tmp_path: Path, names: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = "query,matter\n换身份证,A1\n养狗,养犬登记\n"
    assert evaluate(tmp_path, pairs, "--names", str(names)) == 0
    printed = capsys.readouterr().out
    assert "1 问" in printed
    assert "养犬登记" in printed


def test_without_names_those_of_the_knowledge_are_looked_through(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(tmp_path, "query,matter\n营业执照申领,营业执照申领\n") == 0
    assert shares(capsys.readouterr().out, METHODS[0])[0] == 1


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ("question,matter\n换身份证,A1\n", "query"),
        ("query,matter\n养狗,养犬登记\n", "没有一行"),
        ("", "空"),
    ],
)
def test_pairs_that_cannot_be_used_are_refused_with_a_sentence(
    tmp_path: Path, names: Path, capsys: pytest.CaptureFixture[str], pairs: str, said: str
) -> None:
    assert evaluate(tmp_path, pairs, "--names", str(names)) == 1
    assert said in capsys.readouterr().err
