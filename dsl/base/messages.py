"""Every diagnostic's sentence, in Japanese and English. Each code has a page and a rejected example."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Message:
    severity: Literal["error", "warning"]
    ja: str
    en: str


def _error(ja: str, en: str) -> Message:
    return Message("error", ja, en)


def _warning(ja: str, en: str) -> Message:
    return Message("warning", ja, en)


MESSAGES: Mapping[str, Message] = {
    # L: files and their shape
    "L101": _error("ファイルを読むことができません（{why}）。", "the file cannot be read ({why})"),
    "L102": _error("大きすぎます（{size}、上限 {limit}）。", "too large ({size}, the limit is {limit})"),
    "L103": _error("テキストではないデータ（制御文字）が含まれています。", "this is not text: it holds control characters"),
    "L104": _error("文字コードがUTF-8ではありません。UTF-8で保存してください。", "the encoding is not UTF-8; save the file as UTF-8"),
    "L105": _error("YAML又はJSONとして読むことができません（{why}）。", "this cannot be read as YAML or JSON ({why})"),
    "L106": _error("入れ子が深すぎます（上限 {limit} 段）。", "nested too deeply (the limit is {limit})"),
    "L107": _error("YAMLのアンカー（&）と別名（*）は使うことができません。値をそのまま書いてください。",
                   "YAML anchors (&) and aliases (*) are not allowed; write the value out"),
    "L108": _error("YAMLのタグ {tag} は使うことができません。", "the YAML tag {tag} is not allowed"),
    "L109": _error("キー「{key}」が二度書かれています。", "the key “{key}” is written twice"),
    "L110": _error("複数行の文は「|」で始めてください。折返し（>）は使うことができません。",
                   "write text of several lines behind |; folded text has no exact position"),
    "L201": _error("ここには {wanted} が必要です。", "expected {wanted} here"),
    "L202": _error("キー「{key}」は知られていません。使えるキー: {known}。", "unknown key “{key}”; known here: {known}"),
    "L203": _error("キー「{key}」がありません。", "the key “{key}” is missing"),
    "L204": _error("「{text}」は使うことができません。使える値: {known}。", "“{text}” is not possible here; known: {known}"),
    "L205": _error("言語 {language} の語句がありません。", "the phrase lacks the language {language}"),
    "L206": _error("契約の当事者は、ちょうど2者でなければなりません。", "a book has exactly two parties (besides judges)"),
    "L207": _error("約束事「{name}」には rounding と days のいずれか一方を正しく書いてください。",
                   "the convention “{name}” needs either rounding or days, rightly written"),
    "L208": _error("休業日の暦を作ることができません（{why}）。", "the calendar cannot be made ({why})"),
    "L209": _error("規則の種類は、ちょうど一つでなければなりません（あるもの: {found}、使えるもの: {known}）。",
                   "a rule has exactly one kind (found: {found}; known: {known})"),
    "L210": _error("1ファイルには1文書を書いてください（{count} 文書あります）。", "one file holds one document (found {count})"),
    # P: expressions
    "P201": _error("「{word}」という語は、この約款の語彙にありません。", "“{word}” is not in the vocabulary"),
    "P202": _error("ここに「{word}」は置くことができません。置けるもの: {expected}。", "“{word}” cannot stand here; expected: {expected}"),
    "P203": _error("「かつ」と「又は」が括弧なしに並んでいます。（ ）でくくって、どちらが先かを示してください。",
                   "“and” and “or” are mixed; use brackets to say which belongs together"),
    "P204": _error("「ものがある」の条件がどこまでかが不明です。（ ）でくくってください。",
                   "it is not clear where this “where” ends; put it in brackets"),
    "P205": _error("月の何日目かを日で書いてください（例: 27日）。", "write the day of the month in days"),
    "P206": _error("月数又は年数を書いてください（例: 12か月分）。", "write months or years here"),
    "P207": _error("文が長すぎるか、括弧が深すぎます（上限 {limit}）。条件を語彙の語に分けてください。",
                   "this sentence is too long or too deeply bracketed (limit {limit}); make terms of its parts"),
    "P208": _error("この文は二通りに読むことができます。1: {one} 2: {other}", "this can be read in two ways: 1: {one} 2: {other}"),
    # N: names and references
    "N301": _error("記録「{name}」はありません。", "there is no record “{name}”"),
    "N302": _error("「{name}」が二度定められています。", "“{name}” is defined twice"),
    "N303": _error("規定 {id} が二か所に書かれています。", "provision {id} has two homes"),
    "N304": _error("「{text}」は {one} と {other} の両方を指します。一方の語句を変えてください。",
                   "“{text}” means both {one} and {other}; change one phrase"),
    "N305": _error("行為「{name}」は語彙にありません。", "there is no action “{name}” in the vocabulary"),
    "N306": _error("当事者「{name}」はありません。", "there is no party “{name}”"),
    "N307": _error("語「{name}」は語彙にありません。", "there is no term “{name}” in the vocabulary"),
    "N308": _error("出来事「{name}」は語彙にありません。", "there is no event “{name}” in the vocabulary"),
    "N309": _error("規定 {id} は、目次にも本文にもありません。", "provision {id} does not exist, neither in the contents nor in the articles"),
    "N310": _error("規定 {id} はまだ規則になっていないので、その状態を条件にすることができません。",
                   "provision {id} is not encoded yet, so a condition cannot ask for its state"),
    "N311": _error("約束事「{name}」は book.yaml にありません。", "there is no convention “{name}” in book.yaml"),
    "N312": _error("規定 {id} は目次（contents.yaml）にありません。", "provision {id} is not in the table of contents (contents.yaml)"),
    "N313": _error("「{name}」は {record} についての語です。ここではどの {record} かが決まりません（each: 又は any … where で示してください）。",
                   "“{name}” speaks of a {record}, but here it is open which one; say so with each: or any … where"),
    "N314": _error("規定 {id} は第{article}条のファイルに書くことができません。", "provision {id} does not belong into the file of article {article}"),
    "N315": _error("「{name}」という出来事又は事実は語彙にありません（{field}）。", "“{name}” is no entry of the vocabulary ({field})"),
    # T: types and shapes of rules
    "T601": _error("{wanted} が必要ですが、{found} です。", "expected {wanted}, found {found}"),
    "T602": _error("{left} と {right} を比べ、又は計算することはできません。", "{left} and {right} cannot be compared or reckoned together"),
    "T603": _error("「{name}」は「ない」ことがあります。先に、あることを条件にしてください。",
                   "“{name}” may be none; guard it with a condition first"),
    "T604": _error("{kind} の規則には {key} が必要です。", "a rule of kind {kind} needs {key}"),
    "T605": _error("{kind} の規則に {key} を書くことはできません。", "a rule of kind {kind} cannot have {key}"),
    "T606": _error("選択肢「{option}」は「{name}」の値ではありません。", "“{option}” is no value of “{name}”"),
    # Q: series
    "Q901": _error("系列「{record}」には、key・first・next（必要なら while）か、order by のいずれか一方を書いてください。",
                   "the series of “{record}” needs either key, first, next (and perhaps while), or order by"),
    "Q902": _error("記録「{record}」には series がないので、系列にすることができません。list of と書くか、series を定めてください。",
                   "the record “{record}” has no series; write list of, or say how its records follow one another"),
    "Q903": _error("「{name}」は、記録「{record}」の系列の順序を定める日付ではありません。使えるもの: {known}。",
                   "“{name}” is no date by which records of “{record}” could follow one another; known: {known}"),
    "Q904": _error("「前回の{name}」は、系列の記録（{record}）の中でだけ使うことができます。",
                   "“the previous {name}” can only be said within a record of a series ({record})"),
    "Q905": _error("in parts の {key}「{name}」は {wanted} ではありません。使えるもの: {known}。",
                   "{key} of in parts: “{name}” is no {wanted}; known: {known}"),
    "Q910": _error("系列 {series} が上限の {limit} 件を超えます。上限は book.yaml の limits の series で変えることができます。",
                   "the series {series} passes the limit of {limit} records; change it in book.yaml under limits"),
    "Q911": _error("系列 {series} の {key} の次の記録が、それより後に始まりません（{next}）。",
                   "in the series {series}, the record after {key} does not begin later ({next})"),
    "Q912": _error("系列 {series} に、同じ {name}（{key}）の記録が二つあります。",
                   "the series {series} has two records with the same {name} ({key})"),
    "Q913": _error("系列 {series} に、{key} の記録はありません（あるもの: {known}）。",
                   "the series {series} has no record of {key} (it has: {known})"),
    "Q914": _error("系列 {series} の記録には、どの記録かを示す {name} が必要です。",
                   "a record of the series {series} needs its {name}, which tells which one it is"),
    # G: the graph
    "G701": _error("規則が循環しています: {path}", "the rules run in a circle: {path}"),
    # V: the vocabulary's phrases
    "V401": _error("日英の枠の差込み（ja: {ja}、en: {en}）が一致しません。", "the frames' slots differ (ja: {ja}; en: {en})"),
    "V402": _error("「{phrase}」の活用を決めることができません。{field} を書いてください。", "“{phrase}” cannot be inflected; give {field}"),
    "V403": _error("語句「{phrase}」に「{word}」が含まれています。論理・当事者・数は規則に書き、やむを得ないときは fixed に理由を書いてください。",
                   "the phrase “{phrase}” holds “{word}”: logic, parties and numbers belong into rules; else give a reason under fixed"),
    "V404": _error("語句「{phrase}」が否定形です。肯定形で書き、規則で否定してください。",
                   "the phrase “{phrase}” is negative; write it positively and deny it in the rule"),
    "V405": _warning("fixed の語句が {share} あります（上限 5%）。", "{share} of the phrases are fixed (the limit is 5%)"),
    # R: readings
    "R901": _error("「{name}」という解釈の問いは readings.yaml にありません。問い: {known}。", "there is no question “{name}” in readings.yaml; known: {known}"),
    "R902": _error("「{name}」は問い「{question}」の答えにありません。答え: {known}。", "“{name}” is no answer to the question “{question}”; known: {known}"),
    "R903": _error("「{text}」を解釈として読むことができません。「問い = 答え」と書いてください。",
                   "“{text}” is no reading; write it as question = answer"),
    "R904": _error("{one} と {other} は、どちらも {question} = {answer} の解釈で選ばれます。一つの答えが選ぶ変種は一つです。",
                   "{one} and {other} are both selected by {question} = {answer}; an answer selects one variant"),
    "R905": _error("「{name}」には、{question} = {answer} の解釈で選ばれるものがありません。",
                   "“{name}” has no variant for {question} = {answer}"),
    "R906": _error("「{name}」は問い又は答えの名にすることができません。英小文字、数字及びハイフンで書いてください。",
                   "“{name}” cannot name a question or an answer; use small letters, digits and hyphens"),
    "R907": _error("問い「{name}」には、答えが二つ以上必要です。", "the question “{name}” needs at least two answers"),
    # F: facts
    "F501": _error("キー「{key}」は {record} にありません。使えるキー: {known}。", "{record} has no key “{key}”; known: {known}"),
    "F502": _error("「{name}」の値が正しくありません（例: {wanted}）。", "“{name}” has a wrong value (expected e.g. {wanted})"),
    "F503": _error("「{text}」という日付はありません（例: 2024-01-31）。", "“{text}” is no date (e.g. 2024-01-31)"),
    "F504": _error("{day} は、この約款の暦（{first}年から{last}年まで）の外です。", "{day} is outside the book's calendar ({first} to {last})"),
    "F505": _error("文書の有無に「{text}」を書くことはできません。none、given 又は not known を書いてください。",
                   "“{text}” does not say whether there is a document; write none, given or not known"),
    "F506": _error("文書「{name}」は優先順位にありません。文書: {known}。", "there is no document “{name}” in the order of precedence: {known}"),
    "F507": _error("基準日（as_of）がありません。", "the as-of date (as_of) is missing"),
    "F508": _error("{kind} は正確な値ではありません。int、Decimal 又は文字で渡してください。",
                   "a value of type {kind} is not exact; give an int, a Decimal or text"),
    "F509": _error("「{name}」に null（ない）を書くことはできません。不明であれば省いてください。",
                   "“{name}” cannot be null (none); leave it out if it is not known"),
    "F510": _error("「{name}」に負の値 {text} を書くことはできません。", "“{name}” cannot be negative: {text}"),
    "F511": _error("「{text}」は「{name}」の値ではありません。使える値: {known}。", "“{text}” is no value of “{name}”; known: {known}"),
    "F512": _error("「{name}」は「{list}」を一度で済ませたときの書き方です。どちらか一方だけを書いてください。",
                   "“{name}” is short for “{list}” done at once; give only one of the two"),
    # D: documents beside the book
    "D902": _error("文書「{name}」はあるとされていますが、渡されていません。--with で渡してください。",
                   "the document “{name}” is said to be given, but it was not passed; pass it with --with"),
    "D904": _error("「{name}」は、優先順位にある文書ではありません。文書: {known}。", "“{name}” is no document of the order of precedence; known: {known}"),
    # S: scenarios, and what a command was asked for
    "S801": _error("規定 {id} はこの約款にありません。", "this book has no provision {id}"),
    "S802": _error("シナリオの「{key}」を読むことができません。使える項目: {known}。", "the scenario's “{key}” cannot be read; known: {known}"),
    # A: answers to questions
    "A901": _error("「{name}」という条項はありません。", "there is no article or provision “{name}”"),
    "A902": _error("「{text}」は件数ではありません（0から{limit}まで）。", "“{text}” is no number of records (0 to {limit})"),
    "A903": _error("このファイルには事案が{count}件あります。尋ねることができるのは1件ずつです。",
                   "the file holds {count} cases; questions are about one"),
}  # fmt: skip
