"""Healing: food, and cosmetics, may not be said to treat, prevent or ease an illness.

Law: Law on Advertising 16/2012/QH13, art. 7 and 8; Decree 15/2018/NĐ-CP, art. 27 (food); Circular
06/2011/TT-BYT (cosmetics). Health food prints that it is no medicine.
"""

from __future__ import annotations

import re

from sync.claims.canonical import is_bare
from sync.claims.rule import ClaimRule, Pattern, any_of, with_its_words, words_of
from sync.model.letters import without_marks

HEALTH_FOOD_SENTENCE = Pattern(
    r"thực phẩm này không phải là thuốc,? (và )?không có tác dụng thay thế thuốc chữa bệnh"
)

_ILLNESSES = (
    "ung thư, ung bướu, khối u, u bướu, u xơ, bướu cổ, tiểu đường, đái tháo đường, huyết áp",
    "cao huyết áp, tăng huyết áp, mỡ máu, máu nhiễm mỡ, gan nhiễm mỡ, mỡ gan, men gan, xơ gan",
    "viêm gan, đột quỵ, tai biến, xơ vữa, nhồi máu, suy tim, gút, gout, gut, axit uric",
    "acid uric, cholesterol, đường huyết, lượng đường trong máu, lượng đường huyết, covid",
    "dịch tả, trào ngược, táo bón, tiêu chảy, kiết lỵ, trực tràng, bệnh tim, đầy hơi",
    "chướng bụng, đầy bụng, khó tiêu, ăn không tiêu, rối loạn tiêu hóa, ngộ độc rượu, mất ngủ",
    "khó ngủ, suy nhược, trầm cảm, alzheimer, parkinson, mất trí, rối loạn tiền đình",
    "loãng xương, thoái hóa, phong thấp, tê thấp, thấp khớp, tê bì, mỏi gối, thoát vị, nhức mỏi",
    "tê nhức, đau nhức, chuột rút, bong gân, vôi hóa, gai cột sống, ho, ho khan, ho gà, ho gió",
    "ho có đờm, cảm lạnh, cảm cúm, cảm mạo, cảm sốt, cúm, sổ mũi, nghẹt mũi, ngạt mũi, hen",
    "hen suyễn, suyễn, đau họng, khản tiếng, lao phổi, cơn đau, thiếu máu, béo phì, sốt rét",
    "sốt xuất huyết, sốt cao, nóng sốt, sốt nóng, trĩ, sỏi thận, sỏi mật, sỏi, suy thận",
    "yếu sinh lý, xuất tinh, vô sinh, hiếm muộn, ốm nghén, rong kinh, đau bụng kinh, băng huyết",
    "tiền mãn kinh, sâu răng, đau răng, ê buốt, hôi miệng, nhiệt miệng, viêm nướu, nấm da",
    "nấm móng, hắc lào, mụn, mụn nhọt, mụn trứng cá, nám, tàn nhang, sẹo, sẹo lồi, gàu, hói",
    "hói đầu, rụng tóc, bạc tóc, tóc bạc, rôm sảy, mẩn ngứa, mề đay, lở loét, ghẻ, chàm, vảy nến",
    "dị ứng, ngứa(?! lưỡi), hôi nách, hôi chân, giun, giun sán, sán, côn trùng cắn, rắn cắn",
    "bỏng, vết thương, vết loét, bại liệt, động kinh, hiv, chóng mặt, nhức đầu, đau đầu",
    "đau lưng, đau bụng, đau khớp, đau dạ dày, đau bao tử, đau vai gáy, đau mỏi, căn bệnh",
    "bách bệnh, bệnh tật, chứng bệnh, nhiễm trùng, nhiễm khuẩn, nhiễm nấm, đa nang, u nang",
    "u tuyến, u não, u vú, bướu, cường giáp, suy giáp, zona, thủy đậu, sởi, quai bị",
    "tay chân miệng, lở miệng, loét miệng, khàn tiếng, mất tiếng, nấc cụt, buồn nôn, nôn ói",
    "say xe, say tàu xe, co giật, tê tay, tê chân, lỵ, phù nề, phù thũng, phù chân, xơ cứng",
    "tắc nghẽn, tắc mạch, hẹp mạch, búi trĩ, bầm tím, hăm, hăm tã, rôm sẩy, mẩn đỏ, mẫn đỏ",
    "da liễu, suy giảm trí nhớ, hay quên, lú lẫn, còi xương, suy dinh dưỡng, mồ hôi trộm",
    "mồ hôi chân, mồ hôi tay, giãn tĩnh mạch, đục thủy tinh thể, thoái hóa điểm vàng, hậu sản",
    "tắc sữa, tắc tia sữa, tiểu rắt, tiểu dắt, tiểu buốt, tiểu đêm, bí tiểu, tim đập nhanh",
    "nhịp tim, loạn nhịp, đau tim, đau thắt ngực, đau mắt, đau chân, đau gối, đau cổ, tiểu đg",
    "tuyến giáp, thiểu năng, huyết khối, máu đông, cảm gió, phong hàn, trúng gió, nhức",
    "nhức răng, mụn cám, mụn thịt, mụn cóc, thâm nám, thâm mụn, sạm nám, rối loạn, đột quị",
    "mỡ trong máu, lượng mỡ trong máu, đường máu, sa tử cung, sa trực tràng, yếu sinh lí",
    "rối loạn cương, xuất huyết, ký sinh trùng, bệnh lý, bạch biến, bạch tạng, cảm nắng",
    "chai chân, chảy máu cam, chảy máu chân răng, chốc lở, còi cọc, vẹo cột sống, đau nửa đầu",
    "đau thần kinh, đau ruột, đau gan, đau vai, đau cơ, đau xương, đái dầm, đái buốt, đái rắt",
    "điếc, ù tai, đờm, giời leo, hạch, hoa mắt, huyết trắng, khí hư, lang ben, giang mai",
    "lẹo mắt, loạn thị, cận thị, mờ mắt, khô mắt, mất sữa, mù lòa, nghẽn mạch, nổi mẩn, nôn",
    "quáng gà, sa dạ dày, sưng, tê phù, tê liệt, thiếu canxi, thiếu sắt, thương hàn, tưa lưỡi",
    "nấm lưỡi, ung nhọt, đinh nhọt, vàng da, xơ phổi, polyp, phì đại, phình, nước ăn chân",
    "ong đốt, muỗi đốt, côn trùng đốt, liệt dương, khuẩn hp, vi khuẩn hp, nóng gan, lãnh cảm",
    "bế kinh, vi rút, virus, siêu vi, da đầu ngứa, ngứa da, nấm ngứa, chứng mất ngủ, viêm nhiễm",
)
_ILLNESS = any_of(*_ILLNESSES)
# Organs and functions: healed, or warded from harm; what is only "good for" them is no claim.
_ORGANS = any_of(
    "tim mạch, dạ dày, bao tử, tá tràng, đại tràng, xương khớp, hô hấp, xoang, răng miệng",
    "sinh lý, thận, đường ruột, vấn đề về da",
    "cương dương, kinh nguyệt, phụ khoa, tiền liệt, thần kinh tọa, gan, phổi",
)
_SICK = (
    rf"(?:{_ILLNESS}|(?:suy thoái|suy giảm)(?: \w+){{0,2}} (?:{_ORGANS})"
    rf"|viêm[\w ]{{0,12}}|(?<!sâu )(?<!dịch )(?<!mầm )bệnh(?! hại| (?:khi|trong)(?!\w)| (?:cho"
    rf"|trên) (?:cây|tôm|cá|lúa|gà|vịt|heo|đàn|vật nuôi))[\w ]{{0,20}})"
)
_TREATS = (
    r"(?:chữa|chuyên trị|đặc trị|điều trị|điều tri|chữa trị"
    r"|(?<!giá )(?<!quảng )(?<!chính )(?<!quản )trị"
    r"|phòng ngừa|ngăn ngừa|phòng chống|khắc phục|giảm đau|viêm|đau|điều hòa)"
)
# What a food would have to do to an illness; "giá trị" and "văn phòng" do nothing.
_HEALS = (
    r"(?:chữa|chuyên trị|đặc trị|điều trị|điều tri|chữa trị"
    r"|(?<!giá )(?<!quảng )(?<!chính )(?<!quản )trị"
    r"|(?<!hải )(?<!văn )(?<!căn )(?<!nhiệt độ )phòng|ngừa|phòng ngừa|ngăn ngừa|phòng chống"
    r"|phòng tránh|dự phòng|chống|ngăn chặn|đẩy lùi|khắc phục|thuyên giảm|làm giảm|giảm thiểu"
    r"|giảm|tiêu trừ|kháng|kìm hãm|hạn chế|ngăn(?! (?:mát|đông|đá|lạnh|kéo))|diệt|đỡ|bớt"
    r"|khắc tinh(?: của)?"
    r"|giúp(?: \w+){0,3} tránh|tránh(?= (?:tắc|nguy cơ|chứng|xơ))|làm sạch(?= (?:các )?(?:vết"
    r"|mụn|nám))"
    r"|x[óo][aá]|xóa (?:tan|mờ|sạch|bỏ)|chấm dứt|xẹp|teo|xử lý|giải quyết|thoát khỏi"
    r"|nói không với|bye|cứu tinh|cứu cánh|chặn|chống lại|phòng và trị|cải thiện|xua tan"
    r"|xua đuổi|đánh bay|đánh tan|làm tan|làm chậm"
    r"|làm lành|làm mờ"
    r"|tạm biệt|dứt điểm|dứt|khỏi|hết|hạ(?! (?:thảo|châu|long))|ổn định|điều hòa|cân bằng"
    r"|kiểm soát|ức chế|tiêu diệt"
    r"|bài trừ|loại bỏ|loại trừ|hỗ trợ|hổ trợ|hồi phục sau|phục hồi sau|tiêu(?! (?:hóa|dùng"
    r"|chuẩn|thụ|biểu|chí))|tán|trừ|long|làm dịu)"
)
_HEALED = Pattern(
    rf"(?<!\w)(?:{_HEALS}(?:,? (?!\d)\w+| \d+ ?%){{0,4}}?,? {_SICK}(?!\w)"
    rf"|{_TREATS}(?:,? (?!\d)\w+){{0,3}}? (?:{_ORGANS})(?!\w)"
    r"|đặc trị|chuyên trị|(?:đi[eề]u tr[iị])(?! (?:nước|rác|chất thải))|chữa (?:bệnh|trị|khỏi"
    r"|lành(?! (?:đất|tâm hồn))|được)"
    r"|trị (?:bệnh|dứt|bá bệnh|bách bệnh)|trị được|khỏi bệnh|(?:là|sẽ|liền) khỏi(?! \w)"
    r"|cắt cơn|hạ áp(?! suất)|anti-?(?:cancer|inflammatory|bacterial|viral|diabetic)"
    r"|bách bệnh|bá bệnh|hết nhiệt(?=[,.]|$)|chữabệnh|phòng bệnh"
    r"(?! (?:khi|trong)(?!\w))(?! (?:cho|trên) (?:cây|tôm|cá|lúa|gà|vịt|heo|đàn|vật nuôi))"
    r"|(?:mát|giải độc|thải độc|thanh lọc|lọc|bảo vệ|hạ men) gan(?! ngỗng)"
    r"|(?:bổ|ích|lợi|nhuận|mát|kiện) (?:gan|thận|phổi|phế|huyết|dương|tràng|tỳ|mật"
    r"|khí huyết)(?!\w)"
    r"|(?:tăng|tăng cường|cải thiện|nâng cao|bồi bổ|bổ) sinh (?:lý|lực|lí)(?!\w)|phòng the(?!\w)"
    r"|(?:bổ|sinh lực|sức khỏe|thần dược)(?: \w+){0,2} phái mạnh(?!\w)"
    r"|kéo dài (?:thời gian (?:quan hệ|yêu)|cuộc yêu)"
    r"|bản lĩnh (?:phái mạnh|đàn ông)"
    r"|bổ khí|bổ máu|tiêu u(?!\w)|tan (?:u|bướu|sỏi)(?!\w)|tráng dương|cường dương|hoạt huyết"
    r"|tán huyết|cầm máu"
    r"|kháng (?:khuẩn|viêm|virus|vi ?-?rút|ung thư|nấm)|chống viêm|tiêu viêm|tiêu đờm|long đờm"
    r"|giải cảm|hạ sốt|giảm sốt|giảm ho|trị ho|sát trùng vết|kháng sinh tự nhiên"
    r"|(?:bác sĩ|chuyên gia y tế|bộ y tế|dược sĩ|thầy thuốc)(?: \w+){0,2} "
    r"(?:khuyên|chỉ định|kê|tin dùng|khuyến nghị|khuyến cáo dùng)"
    r"|(?:mau|nhanh|chóng) (?:lành|liền)|liền (?:sẹo|da non|vết)|(?:vết thương|vết loét|vết bỏng)"
    r" (?:\w+ ){0,2}(?:lành|liền)|thuyên giảm|giảm đau|giảm viêm|giảm sưng|tiêu sưng|tiêu thũng"
    r"|tiêu phù|lợi thủy(?! s)|hóa đờm|trừ đờm|tan đờm|khu phong|trừ phong|trừ thấp|thông kinh"
    r"|điều kinh|an thai|chỉ (?:huyết|khái|thống)|kiện tỳ|dưỡng huyết|thanh phế"
    r"|(?:cải thiện|hỗ trợ) chức năng (?:gan|thận|phổi|tim|tụy)|an thần|^\W*thuốc (?:quý|bổ)(?!\w)"
    r"|(?:thần|linh|tiên) dược|(?:phục hồi|tái tạo|bảo vệ|phá hủy|tổn thương)"
    r" (?:chức năng |tế bào |các tế bào )(?:gan|thận|phổi|tụy|tim)|giải độc(?: \w+){0,2} gan"
    r"|suy giảm chức năng (?:gan|thận|tình dục)|(?:sau|do|đang) (?:hóa trị|xạ trị)"
    r"|(?:sát|diệt) khuẩn (?:họng|đường ruột|vết|răng|miệng|hp|tốt trong)|tác dụng (?:sát"
    r"|diệt) khuẩn"
    r"|cầm (?:tiêu chảy|ho)|(?:trị|chữa|phòng|ngừa) cảm(?! (?:xúc|giác|tình|ơn))"
    r"|(?<!rượu )thuốc (?:nam |bắc |dân tộc )?gia truyền|thuốc (?:nam|dân tộc) (?:trị|chữa|quý)"
    r"|thay (?:thế |cho )?(?:thuốc|kháng sinh)|(?:vị|loại|bài|như|cây|là) thuốc (?:quý|bổ|chữa"
    r"|trị|quí"
    r"|dân gian|gia truyền)"
    r"|vị thuốc(?! bắ)|bài thuốc)"
    r"|(?<!\w)(?:good|suitable|safe|great|ideal) for (?:\w+ ){0,3}(?:diabet\w*|cancer|gout"
    r"|patients?)"
    r"|(?<!\w)(?:lowers?|reduces?|controls?) (?:\w+ ){0,2}(?:blood (?:pressure|sugar)|cholesterol)"
    r"|(?<!\w)(?:relieves?|soothes?|eases?) (?:\w+ ){0,2}(?:pain|cough|sore|arthritis|headaches?)"
    r"|(?<!\w)(?:cures?|heals?|treats?|prevents?) (?:\w+ ){0,3}(?:cancer|diabetes|diseases?|gout"
    r"|cough|ulcers?|flu|colds?)(?!\w)"
)
# Said of the sick: a food for them is said to do them good.
_FOR_SICK = Pattern(
    r"(?<!\w)(?:tốt|dành|dùng|tuyệt vời|lý tưởng|thích hợp|phù hợp|hữu ích|an toàn|ăn kiêng"
    r"|có lợi|quý|cần thiết)"
    rf"(?: cho)?(?: những| các)?(?: người| ai| bệnh nhân"
    rf"| trường hợp)(?:,? (?!\d)\w+){{0,9}}? {_SICK}(?!\w)"
    rf"|(?<!\w)bệnh nhân(?!\w)|(?<!\w)(?:(?:người|bệnh nhân)(?: bị| mắc| có)?|(?:bạn|ai|bé|trẻ"
    rf"|phụ nữ|nam giới|chị em|mẹ bầu)(?: hay| đang)? (?:bị|mắc)) {_SICK}(?!\w)"
)
_LISTED = Pattern(rf"(?<!\w)(?:{_ILLNESS})(?:,| và| hay| hoặc) (?:{_ILLNESS})(?!\w)")
_NAMED = Pattern(
    r"(?<!\w)(?:ung thư|ungthư|tiểu đường|tiểuđường|đái tháo đường|mỡ máu|xơ gan|đột quỵ"
    r"|huyết áp)(?!\w)"
)
_SICKNESSES = (_FOR_SICK, _NAMED, _LISTED)
# A warning is no claim: it tells somebody to leave the food alone.
_CAUTION = Pattern(
    r"không nên(?! bỏ (?:qua|lỡ)| thiếu)|không dùng|không sử dụng|không phù hợp|không thích hợp"
    r"|chống chỉ định"
    r"|hạn chế(?: tối đa)?(?= (?:dùng|ăn|uống|sử dụng|cho|với|khi|đối)|[,.)]|$)|(?:nên|cần) hạn chế"
    r"|tránh (?:dùng|ăn|sử dụng)|(?:nên|cần) tránh|ăn ít|dùng ít|thận trọng|cẩn thận khi"
    r"|tham khảo"
    r"|hỏi (?:ý kiến|bác sĩ|thầy thuốc|chuyên gia)|không phải là thuốc|không phải thuốc"
    r"|không có (?:tác|công) dụng|không (?:được )?thay thế"
    r"|có thể gây|gây dị ứng|lưu ý|cảnh báo|không khuyến|chừng mực|có chừng|vừa phải|vừa thôi"
    r"|(?:chớ|đừng|coi chừng|cữ|bớt) (?:nên )?(?:ăn|uống|dùng|để)(?! thuốc)"
    r"|(?:nên|phải|cần) cẩn thận|không (?:được )?(?:ăn|uống)(?! (?:được|nổi|ngon|vô))"
    r"|(?:nên|phải|cần) (?:kiêng|cữ)"
    r"|(?:thì|nên|hãy|phải|cần) (?:\w+ )?bớt (?:muối|mặn|ngọt|đường|lượng)"
    r"|(?:thì|nên|hãy|phải|cần) (?:ngâm|rửa|xả|luộc|trụng|chần)(?: \w+){0,3}"
    r" (?:trước khi|cho (?:bớt|nhạt|đỡ)|mặn)(?!\w)"
)
_DENIED = Pattern(
    r"(?:không|chưa|chẳng|không hề|không bị|không làm|không gây)(?: (?!chỉ|những|còn)\w+)? $"
    r"|không (?:ghi|nói|nêu|quảng cáo|công bố|khẳng định|tuyên bố|nhằm|được|phải|dùng để)"
    r"(?: \w+){0,4} $"
)
_ABOUT_PEOPLE = Pattern(r"(?:người|ai|trẻ|phụ nữ|bệnh nhân|bà bầu|đang|khi|nếu)(?:[ ,]\w*){0,4}$")
_GOODS_ONLY = Pattern(  # what is kept from damage is no body
    r"(?:ẩm|thấm|nắng|xước|va đập|mốc|mối|gỉ|sâu(?! răng)|trơn|cháy)(?!\w)"
)
_CLAUSE = 60  # characters within which a warning speaks of what stands beside it
_INNER_DOT = Pattern(r"(?<=[^\W\d_])[.*_·-](?=[^\W\d_])")  # ch.ữa b.ệnh
_SENTENCE = Pattern(r"[^.!?;\n•]+")

# Without marks only names of several words are told from others: "kho tieu" is salted too.
_BARE_ILLNESS = "|".join(
    without_marks(word)
    for word in words_of(*_ILLNESSES)
    if " " in word and word != "khó tiêu" and "(" not in word
)
_BARE = Pattern(
    rf"(?<!\w)(?:(?:chua|tri|phong|ngua|phong ngua|ngan ngua|giam|ho tro|chong|khang|cai thien)"
    rf"(?: lanh)?(?: \w+){{0,2}}? (?:{_BARE_ILLNESS})(?!\w)"
    r"|chong viem|tieu viem|giam dau|giam viem|giam ho|tri tham|lanh vet (?:thuong|loet)"
    r"|chua (?:benh|khoi|tri|viem|ho|dau|mat ngu)|(?:dac|dieu) tri|tri (?:benh|ho"
    r"|viem|mun"
    r"|nam|tao bon|cam|mat ngu|soi|gau|gut|gout)|tieu duong|dai thao duong|ung thu|huyet ap"
    r"|mo mau"
    r"|duong huyet|cholesterol|viem (?:loet|hong|xoang|phe quan|gan|khop|mui|da|dai trang)"
    r"|dau da day"
    r"|xuong khop|mat ngu|mat gan|giai doc gan|bo than|xo gan|dot quy|khang (?:viem|khuan)"
    r"|bach benh)"
    r"(?!\w)"
)
_BARE_CAUTION = Pattern(without_marks(_CAUTION.pattern))


def healing(text: str) -> str | None:
    """Find words that say that a food heals; a warning does not."""
    text = HEALTH_FOOD_SENTENCE.sub("", text).replace("dầy", "dày").replace("bác sỹ", "bác sĩ")
    for reading in dict.fromkeys((text, _INNER_DOT.sub("", text))):
        if words := _healing(reading):
            return words
    return None


def _healing(text: str) -> str | None:
    for sentence in _SENTENCE.finditer(text):
        found = _said_in(sentence[0])
        if found:
            return with_its_words(sentence[0], found)
    return None


def _said_in(sentence: str) -> re.Match[str] | None:
    if is_bare(sentence) and (found := _BARE.search(sentence)):
        return None if _BARE_CAUTION.search(sentence) else found
    for found in _HEALED.finditer(sentence):
        before = sentence[: found.start()]
        warned = _CAUTION.search(before[-_CLAUSE:] + found[0]) or (
            _ABOUT_PEOPLE.search(before) and _CAUTION.search(sentence, found.end())
        )
        if not (warned or _DENIED.search(before) or _GOODS_ONLY.search(found[0])):
            return found
    sick = next(filter(None, (each.search(sentence) for each in _SICKNESSES)), None)
    around = sentence[max(0, sick.start() - _CLAUSE) : sick.end() + _CLAUSE] if sick else ""
    if sick and _DENIED.search(sentence[: sick.start()]):
        return None
    return None if _CAUTION.search(around) else sick


RULE = ClaimRule(
    code="disease_claim",
    law="16/2012/QH13 art. 7-8, 15/2018/NĐ-CP art. 27",
    find=healing,
    breaks=(
        "hạ đường huyết",
        "giảm cholesterol",
        "bổ thận",
        "chữa ho",
        "trị mất ngủ",
        "phòng ngừa cảm lạnh",
        "mát gan",
        "bác sĩ khuyên dùng",
        "hỗ trợ xơ gan",
        "giảm đau dạ dày",
        "kháng vi-rút",
        "chữa tiêu chảy",
        "đặc trị mụn",
        "chữa ung thư",
        "ổn định huyết áp",
        "Chữa đau dạ dày, không dùng cho trẻ em",
        "dieu tri tieu duong",
        "rất tốt cho người bị đau khớp",
        "cures cancer",
        "ch.ữa b.ệnh",
        "hạn chế sự phát triển của khối u",
        "lá xông cảm cúm, nhức đầu",
        "giảm nguy cơ đột qụy",
        "nếu bạn bị đau dạ dày",
        "lá vông dễ ngủ, an thần",
        "cải thiện chức năng thận",
        "Thuốc quý của người già",
        "tăng cường sinh lý",
    ),
    keeps=(
        "người bị tiểu đường nên ăn ít",
        "cao huyết áp không nên dùng",
        "trị giá 200.000 đồng",
        "để nơi phòng lạnh",
        "cảm nhận vị ngọt",
        "giảm giá 10%",
        "Thực phẩm này không phải là thuốc, không có tác dụng thay thế thuốc chữa bệnh",
        "Người đang điều trị bệnh không nên dùng",
        "nước sốt cà chua, kho tiêu",
        "phòng trừ sâu bệnh bằng chế phẩm sinh học",
        "nuôi không kháng sinh",
        "giá trị dinh dưỡng cao",
        "bình chữa cháy",
        "phòng bệnh cho tôm",
        "không có công dụng chữa bệnh",
        "bảo quản ngăn mát để không bị hư",
        "người bệnh cần hỏi bác sĩ",
        "người bị gút nên ăn chừng mực",
        "ai bị tiểu đường ăn vừa thôi",
        "người đau bao tử chớ ăn lúc đói",
        "mắm mặn, ai cao huyết áp bớt ăn",
        "người dị ứng hải sản vui lòng không ăn",
        "ai cao huyết áp thì rửa bớt muối rồi hãy nấu",
        "người bệnh thận ăn mặn phải cẩn thận",
        "người huyết áp cao nên ngâm nước trước khi nấu",
        "Không dùng món mặn này cho người lớn tuổi,\nngười bị cao huyết áp",
    ),
)
