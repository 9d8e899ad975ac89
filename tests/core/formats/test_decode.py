"""Bytes to text."""

import pytest

from goldleaf.core.formats.decode import decode
from goldleaf.core.model import UsageError

WESTERN = {
    "es": "El alcalde anunció el martes que la situación del río mejorará, según la señora Núñez.",
    "fr": "Le maire a déclaré que le pont serait rouvert dès l’été, à la joie des élèves.",
    "de": "Der Bürgermeister erklärte, dass die Brücke größer würde, als man früher glaubte.",
}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((text, "cp1252") for text in WESTERN.values()),
        ("Burmistrz oświadczył, że most będzie gotowy już wkrótce, źródło: urząd.", "cp1250"),
        ("Burmistrz oświadczył, że most będzie gotowy już wkrótce, źródło: urząd.", "iso8859-2"),
        ("Мэр заявил, что новый мост через реку откроют весной.", "cp1251"),
        ("Мэр заявил, что новый мост через реку откроют весной.", "koi8-r"),
        ("قال رئيس البلدية ان الجسر الجديد سيفتح في الربيع المقبل", "cp1256"),
        ("市长说，新桥将于明年春天通车，双方同意加强合作。", "gb18030"),
        ("市長は新しい橋が来年の春に開通すると述べた。", "shift_jis"),
        ("市長は新しい橋が来年の春に開通すると述べた。", "euc_jp"),
        ("市長は新しい橋が来年の春に開通すると述べた。", "iso2022_jp"),
        ("시장은 새 다리가 내년 봄에 열린다고 말했다.", "euc_kr"),
        ("Plain letters and nothing else.", "ascii"),
        ("The bridge is open — 橋 😀", "utf-8"),
        ("The bridge is open — 橋 😀", "utf-8-sig"),
        ("The bridge is open — 橋 😀", "utf-16"),
        ("The bridge is open — 橋 😀", "utf-32"),
        ("The bridge is open, they say.", "utf-16-le"),
        ("The bridge is open, they say.", "utf-16-be"),
    ],
)
def test_the_encoding_is_told(text, encoding):
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    "text", ["où", "né à", "El Niño\n", "Curaçao", "naïve", "Ü", "© 2020", "½ kg", "5 £"]
)
def test_a_few_letters_are_not_taken_for_characters_of_two_bytes(text):
    assert decode(text.encode("cp1252"), "a.txt") == text


def test_white_space_and_line_ends_stay():
    text = "\u00a0one\r\ntwo\rthree \t\n\n\x1b[31mred \u202eback <b>bold</b>  \n"
    assert decode(text.encode(), "a.txt") == text


def test_what_a_file_says_of_itself_comes_before_guessing():
    assert decode("ïðèâåò".encode("cp1252"), "a.html", declared="iso-8859-1") == "ïðèâåò"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "a.txt is empty"),
        (b" \r\n\t\n", "a.txt is empty"),
        ("\ufeff".encode(), "a.txt is empty"),
        (b"%PDF-1.7\n...", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "is an image"),
        (b"PK\x03\x04" + bytes(50), ".docx"),
        (b"{\\rtf1 Hello}", "is an RTF document"),
        (bytes(range(256)) * 20, "is a binary file"),
        (b"one\ntwo \0 three" + b" and more words" * 20, "NUL character (line 2, character 8)"),
        (b"one\ntwo \xed\xa0\x80 three", "half of a surrogate pair (line 2, byte 8)"),
        ("čtyři děti šly přes řeku".encode() + b"\n\xff\n", "is UTF-8 but for byte"),
        (b"\xff\xfeo\0n\0\x00\xd8e\0", "is not valid UTF-16-LE at byte 4"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data, says):
    with pytest.raises(UsageError) as refused:
        decode(data, "a.txt")
    message = str(refused.value)
    assert says in message
    assert message.startswith("a.txt")
    assert message.endswith(".")
    assert "\n" not in message
