import os
from threading import Thread

import pytest

from knowcafe.ops.compose.save import CannotWrite, save


def everything(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()
    }


def test_all_files_are_written_and_folders_made(tmp_path):
    (tmp_path / "b.txt").write_text("old")
    save({tmp_path / "new" / "a.txt": "1\r\n", tmp_path / "b.txt": "é"})
    assert (tmp_path / "new" / "a.txt").read_bytes() == b"1\r\n"
    assert everything(tmp_path) == {"new/a.txt": "1\n", "b.txt": "é"}


@pytest.mark.parametrize("bad", ["folder", "nowhere/at/all.txt", "file.txt/below.txt", "x" * 300])
def test_if_one_cannot_be_written_none_is(tmp_path, bad):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_text("old")
    texts = {
        tmp_path / "new" / "a.txt": "1",
        tmp_path / "file.txt": "2",
        tmp_path / bad: "3",
    }
    with pytest.raises(CannotWrite) as caught:
        save(texts)
    assert caught.value.path == tmp_path / bad
    assert everything(tmp_path) == {"file.txt": "old"}
    assert not (tmp_path / "new").exists()


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "real" / "a.txt")
    save({tmp_path / "link.txt": "1"})
    save({tmp_path / "link.txt": "2"})
    assert (tmp_path / "link.txt").is_symlink()
    assert everything(tmp_path) == {"link.txt": "2", "real/a.txt": "2"}


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard = []
    reader = Thread(target=lambda: heard.append(pipe.read_text()))
    reader.start()
    save({pipe: "plan", tmp_path / "a.txt": "1"})
    reader.join(10)
    assert (heard, pipe.is_fifo(), everything(tmp_path)) == (["plan"], True, {"a.txt": "1"})


def test_a_text_that_cannot_be_encoded_leaves_nothing_behind(tmp_path):
    with pytest.raises(UnicodeEncodeError):
        save({tmp_path / "a.txt": "fine", tmp_path / "b.txt": "\ud800"})
    assert everything(tmp_path) == {}


def test_a_folder_that_was_made_stays_if_somebody_else_uses_it(tmp_path):
    def texts():
        yield tmp_path / "new" / "a.txt", "1"
        (tmp_path / "new" / "theirs.txt").write_text("theirs")
        yield tmp_path, "2"

    class Slow(dict):
        def items(self):
            return texts()

    with pytest.raises(CannotWrite):
        save(Slow())
    assert everything(tmp_path) == {"new/theirs.txt": "theirs"}
