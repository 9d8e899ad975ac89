"""Zones of plain text: a table of pages in many languages, and what is told from them.

All words are our own. Each line of a page begins with the kind it is: T title,
M metadata, B body, X boilerplate, + goes on with the paragraph before.
"""

from itertools import pairwise

import pytest

from goldleaf.core.ingest.zones import find_zones, recurring_key
from goldleaf.core.model import Zone, ZoneKind

PAGES = {
    "title and body": """
T Harbour towns agree on a shared ferry
B Three harbour towns agreed on Monday to run one ferry between them.

B The boat will cross four times a day from the spring.
""",
    "one paragraph": """
B The council of the valley met on Friday and put off its vote on the dam.
""",
    "one short line": """
B Council meets
""",
    "no headline": """
B The council of the valley met on Friday and put off its vote on the dam.

B Nobody said when it will meet again.
""",
    "wrapped at a fixed width": """
T Valley council puts off vote on dam

B The council of the valley met on Friday and after a debate of nine
+ hours put off its vote on the dam, which had been planned for years
+ and would flood two villages.

B Source: the people who live there say they were never asked about any
+ of it, and that they will go to court.
""",
    "english page": """
X Skip to main content
X Home
X News
X World
T Two islands sign fishing accord
X Two islands sign fishing accord
M By Nora Fielding
M Published: March 3, 2021
M Updated 4 hours ago
X Share this article
X Facebook Twitter WhatsApp Email
M Photo: Boats in the harbour of Westray on Tuesday. (Northern Wire)

B WESTRAY, March 3 (Northern Wire) — Two islands signed an accord on fishing on Tuesday.

X Advertisement

B "We are glad," the minister said.

X Read more: Ferry strike ends after a week

B The accord runs for ten years.

M Tags: fishing, islands, trade
X Related articles
X Ferry strike ends after a week
X Herring return to the sound
X Leave a comment
X Your email address will not be published. Required fields are marked *
X Name
X Email
X © 2021 Northern Wire. All rights reserved.
""",
    "spanish page": """
X Inicio
X Política
X Economía
T Dos provincias firman un acuerdo sobre el agua
M Por Marta Salinas
M Fecha: 12/03/2019
M Fuente: Agencia del Norte

B Los gobernadores de dos provincias firmaron el martes un acuerdo sobre el agua del río.

B «Por fin hay acuerdo», dijo el gobernador.

M Etiquetas: agua, río, provincias
X Lea también
X El puente nuevo abre en mayo
X Compartir
X Añadir nuevo comentario
X Esta pregunta es para comprobar si es usted una persona.
X Todos los derechos reservados
""",
    "french page": """
T La ville rouvre son vieux pont
M Publié le 5 mai 2020 à 10 h 30
M Mis à jour le 6 mai 2020
M Par Lucie Arnaud

B La ville a rouvert mardi son vieux pont après deux ans de travaux.

X Publicité

B Réactions : le maire a dit que les travaux avaient coûté moins que prévu.

B Le pont date du siècle dernier.

X À lire aussi : Le marché couvert ferme pour l'hiver
X Partager sur Facebook
X Laisser un commentaire
X Inscrivez-vous à notre lettre du matin
""",
    "german page": """
X Startseite
X Politik
X Region
T Kreistag stimmt für neue Bahnlinie
M Von Karl Brandt
M Veröffentlicht am 7. August 2015
M Stand: 08.08.2015, 10:15 Uhr
M Bild: Die alte Strecke bei Lohdorf

B Der Kreistag hat am Freitag für eine neue Bahnlinie gestimmt.

B Von der Opposition kam scharfe Kritik an den Kosten.

X Anzeige

B Der Bau soll am 3. März beginnen.

X Das könnte Sie auch interessieren
X Brücke bleibt bis Mai gesperrt
X Kommentar schreiben
X Alle Rechte vorbehalten
""",
    "italian page": """
T Il porto apre alle navi da crociera
M Pubblicato il 4 aprile 2018
M di Paola Ferri

B Il porto della città aprirà in estate alle navi da crociera, ha detto il sindaco.

B I commercianti sono contenti.

M Fonte: Notizie del Mare
X Leggi anche: Sciopero dei traghetti rinviato
X Lascia un commento
""",
    "portuguese page": """
T Câmara aprova nova linha de metrô
M Por Joana Teles
M Publicado em 10/02/2022 às 14h

B A câmara aprovou na quinta-feira a nova linha de metrô da cidade.

X Continua após a publicidade

B As obras começam em junho.

X Compartilhe
X Deixe um comentário
""",
    "dutch page": """
T Gemeente sluit oude brug voor verkeer
M Door Anna de Wit
M Gepubliceerd op 3 maart 2020

B De gemeente sluit de oude brug vanaf maandag voor al het verkeer.

B Fietsers mogen er nog wel over.

X Lees ook: Nieuwe tunnel pas in de zomer klaar
X Plaats een reactie
""",
    "russian page": """
X Главная
X Новости
X Поиск
T Два города договорились о новом мосте
M Дата публикации: 7 августа 2015 г.
M Автор: Иван Петров
M Фото: Пресс-служба города

B Два города договорились во вторник о строительстве нового моста через реку.

B Строительство начнётся весной.

M Теги: мост, река
X Читайте также
X Паром снова ходит по расписанию
X Добавить комментарий
X Все права защищены
""",
    "arabic page": """
T مدينتان تتفقان على بناء جسر جديد
M تاريخ النشر: 7 أغسطس 2015
M المصدر: وكالة الشمال

B اتفقت مدينتان يوم الثلاثاء على بناء جسر جديد فوق النهر.

B ويبدأ البناء في الربيع المقبل.

X اقرأ أيضا
X العبارة تعود الى العمل
X أضف تعليقا
X جميع الحقوق محفوظة
""",
    "chinese page": """
X 首页
X 新闻
X 搜索
T 两座城市商定修建新桥
M 发布时间：2015年8月7日 10:30
M 来源：北方通讯社
M 作者：王小明

B 两座城市星期二商定在河上修建一座新桥，工程将于明年春天开始。

B 市长说：“我们等了很久。”

M 责任编辑：李华
X 相关新闻
X 渡船恢复通航
X 发表评论
X 版权所有 未经授权不得转载
""",
    "japanese page": """
T 二つの町、新しい橋の建設で合意
M 公開日：2015年8月7日
M 写真：北方通信

B 二つの町は火曜日、川に新しい橋を建設することで合意した。

B 工事は来年の春に始まる。

X 関連記事
X 渡し船が運航を再開
X コメントを投稿
X 無断転載を禁じます
""",
    "turkish page": """
X Ana Sayfa
X Gündem
X Spor
T İki kent yeni köprü için anlaştı
M Yayınlanma: 7 Ağustos 2015
M Güncelleme: 8 Ağustos 2015 09:30
M Kaynak: Kuzey Ajansı

B İki kent salı günü nehrin üzerine yeni bir köprü yapılması için anlaştı.

B İnşaat ilkbaharda başlayacak.

X İlgili haberler
X Vapur seferleri yeniden başladı
X Yorum yap
""",
    "polish page": """
T Dwa miasta uzgodniły budowę mostu
M Opublikowano: 7 sierpnia 2015
M Autor: Jan Kowal
M fot. Agencja Północna

B Dwa miasta uzgodniły we wtorek budowę nowego mostu na rzece.

B Budowa zacznie się wiosną.

X Czytaj też: Prom znowu pływa
X Dodaj komentarz
X Wszelkie prawa zastrzeżone
""",
    "label and value on two lines": """
T Mill reopens after forty years
M Publication date:
M 12 May 2011
M Author:
M Tom Archer
M Main image:

B The old mill by the river opened its doors again on Sunday, forty years after the last sack.

B Its new owner is a baker.
""",
    "name above the date": """
T Mill reopens after forty years
M Tom Archer
M 12 May 2011 | 09:15

B The old mill by the river opened its doors again on Sunday, forty years after the last sack.

B Its new owner is a baker.
""",
    "site name behind the headline": """
T Mill reopens after forty years | The River Post
X Mill reopens after forty years

B The old mill by the river opened its doors again on Sunday.
""",
    "front matter": """
X ---
M title: Mill reopens after forty years
M date: 2011-05-12
M author: Tom Archer
X ---

B The old mill by the river opened its doors again on Sunday, forty years after the last sack.

B Its new owner is a baker.
""",
    "what looks like a frame but is the article": """
T Town argues over its own words

B Comment: the minister said the town had every right to speak.

B Source: officials told the paper that nobody had asked the town before.

B "No."

B By Monday the argument had reached the capital, and the paper was sold out.

B Share prices fell.

B Discussion

B The town hall was full long before the meeting began.

B Updated plans were shown on Tuesday.

B Photographs of the old square hung on every wall.

B Tags were sewn into the coats.

B He said: "Click, and it is gone."

B Subscribe, they told him, or be silent.
""",
    "question in the headline": """
T Will the mill ever turn again?

B Nobody in the village knows for sure.

B The owner is silent.
""",
    "user comments below": """
T Mill reopens after forty years

B The old mill by the river opened its doors again on Sunday, forty years after the last sack.

B Its new owner is a baker, and the first loaves were gone before ten in the morning.

X 2 comments
X Anna
X 13 May 2011 at 10:02
X What lovely news this is, I will come by.
X Reply
X Ben
X I remember it turning.
""",
    "comment link above the article": """
T Mill reopens after forty years
X Leave a comment

B The old mill by the river opened its doors again on Sunday, forty years after the last sack.

B Its new owner is a baker, and the first loaves were gone before ten in the morning.
""",
    "newsletter, cookies and captcha": """
X We use cookies to make this page better. By staying you accept them.
X Accept all

T Mill reopens after forty years

B The old mill by the river opened its doors again on Sunday, forty years after the last sack.

X Sign up for our newsletter

B Its new owner is a baker.

X Click here to send us a tip
X Enter the code shown above
X Back to top
""",
    "subheadings": """
T Mill reopens after forty years

B A long silence

B The old mill by the river had stood still since the flood.

B What comes next

B The owner wants to sell bread.
""",
    "all in capitals above": """
X BUSINESS
T Mill by the river reopens after forty years

B The old mill by the river opened its doors again on Sunday.
""",
    "spanish page with the default language": """
T Ministros de pesca acuerdan cuotas
M Enviado por admin el Mar, 05/06/2018 - 10:22
M Categoría: Economía

B Los ministros de pesca acordaron ayer nuevas cuotas.

B Por su parte, la oposición criticó el plan.

X Imprimir
X Inicie sesión o regístrese para comentar
X 2045 lecturas
""",
    "agency alone": """
X News › World
T Ferry sinks off the northern coast
M dpa

B A ferry sank on Tuesday off the northern coast.

M Filed under: News, Sea
X ← Older post
X Read this one too →
X Leave a Reply
""",
    "signed by a post": """
T Ferry sinks off the northern coast
M By our shipping correspondent

B A ferry sank on Tuesday off the northern coast.
""",
    "interview": """
T Interview: the miller speaks

B Question: Why did you come back?

B Author: I came back because I missed the river and its people very much.

B Q: And the bread?

B A: It is good.

B The interview was recorded in May.
""",
    "labels inside the article": """
T Minister: no new taxes this year

B The minister said on Monday there would be no new taxes.

B Date: unknown

B Location: the meeting will be held in Lima next week, the minister said.

B Nothing else was said.
""",
    "signed below": """
T Mill reopens after forty years

B The old mill by the river opened its doors again on Sunday, forty years after the last sack.

M Reporting by Tom Archer
M Editing by Nora Fielding
M Source: The River Post
""",
}

DATES = {
    "english page": "2021-03-03",
    "spanish page": "2019-03-12",
    "french page": "2020-05-05",
    "german page": "2015-08-07",
    "italian page": "2018-04-04",
    "portuguese page": "2022-02-10",
    "dutch page": "2020-03-03",
    "russian page": "2015-08-07",
    "arabic page": "2015-08-07",
    "chinese page": "2015-08-07",
    "japanese page": "2015-08-07",
    "turkish page": "2015-08-07",
    "polish page": "2015-08-07",
    "label and value on two lines": "2011-05-12",
    "name above the date": "2011-05-12",
    "front matter": "2011-05-12",
    "spanish page with the default language": "2018-06-05",
}
LETTERS = {
    ZoneKind.TITLE: "T",
    ZoneKind.METADATA: "M",
    ZoneKind.BODY: "B",
    ZoneKind.BOILERPLATE: "X",
}


def _page(name: str) -> tuple[str, list[str]]:
    """The text of a page, and the kinds of its lines."""
    lines = PAGES[name].strip("\n").split("\n")
    return "\n".join(line[2:] for line in lines), [line[:1] for line in lines]


@pytest.mark.parametrize("name", PAGES)
def test_every_line_of_a_page_is_in_the_zone_it_belongs_to(name):
    text, wanted = _page(name)
    zones = find_zones(text, language="en").zones
    at, told = 0, []
    for line, letter in zip(text.split("\n"), wanted, strict=True):
        kinds = [LETTERS[zone.kind] for zone in zones if zone.start <= at < zone.end]
        told.append((letter, line) if letter in {"", "+"} else (kinds[0] if kinds else "-", line))
        at += len(line) + 1
    assert told == list(zip(wanted, text.split("\n"), strict=True))


@pytest.mark.parametrize(("name", "day"), DATES.items())
def test_the_day_of_publication_is_told(name, day):
    assert find_zones(_page(name)[0], language="en").published == day


@pytest.mark.parametrize("name", sorted(PAGES.keys() - DATES.keys()))
def test_no_day_is_made_up(name):
    assert find_zones(_page(name)[0], language="en").published == ""


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("one paragraph", ""),
        ("no headline", ""),
        ("site name behind the headline", "Mill reopens after forty years"),
        ("front matter", "Mill reopens after forty years"),
        ("english page", "Two islands sign fishing accord"),
        ("all in capitals above", "Mill by the river reopens after forty years"),
    ],
)
def test_the_headline_is_told(name, title):
    assert find_zones(_page(name)[0]).title == title


def test_body_and_boilerplate_merge_over_blank_lines_and_metadata_does_not():
    text, _ = _page("english page")
    kinds = [zone.kind for zone in find_zones(text).zones]
    assert kinds.count(ZoneKind.METADATA) == 5
    pairs = set(pairwise(kinds))
    assert (ZoneKind.BODY, ZoneKind.BODY) not in pairs
    assert (ZoneKind.BOILERPLATE, ZoneKind.BOILERPLATE) not in pairs


def test_a_no_break_space_at_the_end_of_a_label_belongs_to_it_and_a_space_does_not():
    text = "Mill reopens\nAuthor:\u00a0 \nTom Archer\n\nThe mill by the river is open again."
    label = find_zones(text).zones[1]
    assert text[label.start : label.end] == "Author:\u00a0"
    assert label.kind is ZoneKind.METADATA


def test_line_ends_of_windows_change_nothing():
    text, _ = _page("german page")
    unix = find_zones(text).zones
    windows = text.replace("\n", "\r\n")
    found = find_zones(windows).zones
    assert [windows[zone.start : zone.end].replace("\r", "") for zone in found] == [
        text[zone.start : zone.end] for zone in unix
    ]


def test_a_known_headline_is_found_among_the_lines():
    text = "World\n\nAsia\n\nMill reopens\n\nThe mill by the river is open again."
    found = find_zones(text, title="Mill Reopens")
    assert [text[zone.start : zone.end] for zone in found.zones if zone.kind is ZoneKind.TITLE] == [
        "Mill reopens"
    ]
    assert found.title == "Mill Reopens"


def test_a_known_headline_that_the_text_lacks_makes_no_other_line_the_title():
    text = "A bright morning\n\nThe mill by the river is open again."
    found = find_zones(text, title="Bread for all")
    assert [zone.kind for zone in found.zones] == [ZoneKind.BODY]


def test_known_zones_stand():
    text = "Mill reopens\n\nAnna Lee\n\nThe mill by the river is open again."
    found = find_zones(text, known=[Zone(14, 22, ZoneKind.METADATA)])
    assert Zone(14, 22, ZoneKind.METADATA) in found.zones


def test_recurring_lines_are_boilerplate_at_the_edges_and_where_they_are_no_prose():
    last = "We print what the river brings."
    told = "The war began when the harbour was closed two years ago."
    text = (
        "Mill reopens in spring\n\nThe River Post since 1901\n\n"
        "The mill is open again, it said.\n\n"
        f"{told}\n\nOur paper\n\nBread is cheap there now.\n\n{last}\n"
    )
    recurring = {
        recurring_key(line)
        for line in (
            "The River Post since 1847",
            told,
            "Our paper",
            "We print what the river brings.",
        )
    }
    found = find_zones(text, recurring=recurring).zones
    frame = [text[zone.start : zone.end] for zone in found if zone.kind is ZoneKind.BOILERPLATE]
    assert frame == [
        "The River Post since 1901",
        "Our paper",
        last,
    ]


@pytest.mark.parametrize(
    ("line", "language", "day"),
    [
        ("Published: 03/04/2020", "en", "2020-03-04"),
        ("Published: 03/04/2020", "en-GB", "2020-04-03"),
        ("Published: 25/04/2020", "en", "2020-04-25"),
        ("Publicado: 03/04/2020", "en", "2020-04-03"),
        ("Datum: 03.04.2020", "de", "2020-04-03"),
        ("Date: 2020-04-03T10:00:00Z", "en", "2020-04-03"),
        ("Published on April 3, 2020, 10:30 a.m. EDT", "en", "2020-04-03"),
        ("Опубликовано 3 апреля 2020, 10:30", "ru", "2020-04-03"),
        ("Posted 3rd April 2020", "en", "2020-04-03"),
        ("تاريخ النشر: ٣ أبريل ٢٠٢٠", "ar", "2020-04-03"),
        ("입력: 2020년 4월 3일", "ko", "2020-04-03"),
        ("Published: 31/31/2020", "en", ""),
        ("Published: soon", "en", ""),
    ],
)
def test_dates_are_read_as_the_label_and_language_write_them(line, language, day):
    text = f"Mill reopens after forty years\n{line}\n\nThe mill by the river is open again."
    assert find_zones(text, language=language).published == day


def test_a_frame_alone_leaves_no_body():
    assert [zone.kind for zone in find_zones("Advertisement\n\nAdvertisement").zones] == [
        ZoneKind.BOILERPLATE
    ]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u00a0"])
def test_a_blank_text_has_no_zones(text):
    assert find_zones(text).zones == ()
