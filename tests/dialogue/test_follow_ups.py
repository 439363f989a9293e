"""Follow-ups keep what was spoken of: the matter, or the question when another matter is named."""

from __future__ import annotations

from tests.dialogue.citizen import Citizen
from tests.dialogue.script import Script, about, not_held, play, scripts, told

ID, LICENCE, LOST = "identity_card", "driving_licence_renewal", "driving_licence_replacement"
PASSPORT, INJURY, FUND = "passport_issue", "work_injury_recognition", "housing_fund_withdrawal"
MEDICAL, SEAL = "medical_insurance_transfer", "seal_engraving"


@scripts(
    [
        told("身份证掉了，重新补一张得多少天", f"{ID}#law_limit_replace"),
        about("在哪儿办呢", ID),
        told("都要带些什么东西", f"{ID}#materials", "户口簿"),
        not_held("要钱不", ID, "费用"),
        told("那要几天", f"{ID}#law_limit_replace"),
    ],
    [
        told("驾照下个月到期，换新的都要准备什么", f"{LICENCE}#materials"),
        told("在外地行不行", f"{LICENCE}#where"),
        told("能叫我爱人去办吗", f"{LICENCE}#agent"),
        not_held("要钱不", LICENCE, "费用"),
    ],
    [
        told("我要出国，护照多少天能做好", f"{PASSPORT}#law_limit"),
        told("要准备什么", f"{PASSPORT}#materials"),
        about("去哪儿办呢", PASSPORT),
        told("能加急不", f"{PASSPORT}#urgent"),
    ],
    [
        told("在厂里把手压伤了，工伤认定多长时间有结果", f"{INJURY}#law_limit"),
        told("要交什么材料", f"{INJURY}#law_materials"),
        told("找谁办", f"{INJURY}#law_where"),
        told("都过了大半年了还能不能办", f"{INJURY}#law_worker_apply"),
    ],
    [
        told("我想把公积金取出来，都要啥手续", f"{FUND}#law_materials"),
        told("那要几天", f"{FUND}#law_limit"),
        told("在哪儿办呢", f"{FUND}#law_where"),
        not_held("要钱不", FUND, "费用"),
    ],
    [
        told("医保从老家转到济南来得多久", f"{MEDICAL}#limit_2020"),
        told("要不要跑回去", f"{MEDICAL}#no_round_trip"),
        told("能在手机上弄吗", f"{MEDICAL}#online"),
        told("归谁管", f"{MEDICAL}#department"),
    ],
    [
        told("公司刻个公章得等多长时间", f"{SEAL}#limit_2020"),
        told("要钱不", f"{SEAL}#fee"),
        told("去哪儿拿", f"{SEAL}#collect"),
    ],
)
def test_the_matter_stays_for_three_turns_and_more(citizen: Citizen, script: Script) -> None:
    play(citizen, script)


@scripts(
    [
        told("我的驾照弄丢了，补一本要带啥", f"{LOST}#materials"),
        told("那换证呢", f"{LICENCE}#materials"),
        told("在外地行不行", f"{LICENCE}#where"),
    ],
    [
        told("办身份证得等多久", f"{ID}#law_limit"),
        told("那护照呢", f"{PASSPORT}#law_limit"),
        told("要准备什么", f"{PASSPORT}#materials"),
        told("那驾照换证呢", f"{LICENCE}#materials"),
    ],
    [
        told("房产抵押登记几天能办完", "property_mortgage_registration#limit_2020"),
        told("那解押呢", "mortgage_release_registration#limit_2020"),
        about("要是过户呢", "property_transfer_registration"),
    ],
    [
        told("提取公积金找哪里办", f"{FUND}#law_where"),
        about("那贷款呢", "housing_fund_loan"),
        about("那工伤认定呢", INJURY),
    ],
    [
        told("刻公章多久能刻好", f"{SEAL}#limit_2020"),
        told("那营业执照呢", "business_licence#limit_2020"),
        told("那护照呢", f"{PASSPORT}#law_limit"),
    ],
    [
        told("转医保得多少天", f"{MEDICAL}#limit_2020"),
        about("那生育津贴呢", "maternity_benefit_claim"),
        about("要带什么", "maternity_benefit_claim"),
    ],
)
def test_another_matter_named_takes_over_the_question(citizen: Citizen, script: Script) -> None:
    play(citizen, script)


@scripts(
    [
        told("护照多少天能做好", f"{PASSPORT}#law_limit"),
        not_held("要钱不", PASSPORT, "费用"),
        not_held("那身份证呢", ID, "费用"),
        about("那要带什么", ID),
    ],
    [
        told("个人的公积金想取出来得等几天", f"{FUND}#law_limit"),
        not_held("要钱吗", FUND, "费用"),
        told("要什么手续", f"{FUND}#law_materials"),
    ],
)
def test_what_is_not_held_of_one_matter_is_not_made_up_for_the_next(citizen: Citizen, script: Script) -> None:
    play(citizen, script)
