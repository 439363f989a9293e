/**
 * What the mock service says: one made-up reply for everything the page can show.
 * Only for trying the page; none of it is information.
 */

export type Reply = Record<string, unknown>

const SOURCES = [
  {
    document: '再造企业开办流程实现“全程网办”实施方案',
    section: '二、主要任务（二）优化政务服务 第 7 条',
    date: '2020',
    number: null,
  },
  {
    document: '山东省深化“高效办成一件事”大力提升行政效能的若干措施',
    section: '二、优化办事流程 第 5 条',
    date: '2024-04-28',
    number: '鲁政发〔2024〕4号',
  },
]

const material = (name: string, form: string | null, count: number | null, more: Reply = {}) => ({
  name,
  form,
  count,
  issuer: null,
  waiver: null,
  ...more,
})

const FACTS = [
  {
    about: '设立登记要交的材料',
    text: '设立登记一共交 5 项材料，前 4 项办理时交齐，住所使用证明可以后补。',
    superseded: false,
    materials: [
      material('公司登记（备案）申请书', 'original', 1),
      material('公司章程（全体股东签字）', 'original', 1),
      material('股东、法定代表人的身份证件', 'copy', 2, { issuer: '公安机关' }),
      material('法定代表人、董事、监事和高级管理人员的任职文件', 'electronic', null, { waiver: 'by_commitment' }),
      material('住所（经营场所）合法使用证明', 'copy', 1, { issuer: '不动产登记机构', waiver: 'deferrable' }),
    ],
    source: 0,
  },
  {
    about: '企业开办要多长时间',
    text: '1 个工作日内办好。营业执照、印章、发票和税控设备、社保登记、公积金开户一次办成。',
    superseded: false,
    materials: [],
    source: 1,
  },
  {
    about: '以前的办理时限',
    text: '以前的文件要求 3 个工作日内办好。',
    superseded: true,
    materials: [],
    source: 0,
  },
  {
    about: '在哪里办',
    text: '在“企业开办一窗通”系统网上办理，也可以到当地政务服务大厅的企业开办专窗。咨询可拨打 12345 或 12315。',
    superseded: false,
    materials: [],
    source: 0,
  },
]

const ANSWER = {
  text: '企业开办（公司设立登记）\n设立登记一共交 5 项材料……\n出处：再造企业开办流程实现“全程网办”实施方案；鲁政发〔2024〕4号。\n答复编号 D20250312-0007',
  custom: {
    kind: 'answer',
    matter_code: 'business_opening',
    matter_name: '企业开办（公司设立登记）',
    aspects: ['materials', 'time_limit'],
    lead: '办理企业开办，材料和时限一次说清：',
    facts: FACTS,
    sources: SOURCES,
    receipt: 'D20250312-0007',
  },
  buttons: [
    { title: '企业开办收费吗', payload: '企业开办收费吗' },
    { title: '转人工', payload: '转人工' },
  ],
}

const CANDIDATES = {
  text: '您问的可能是下面的哪一件？也可以说“第二个”。',
  custom: { kind: 'candidates' },
  buttons: [
    { title: '住房公积金提取（购买、建造、翻建自住住房）', payload: '第一个' },
    { title: '住房公积金转移接续', payload: '第二个' },
    { title: '住房公积金缴存登记', payload: '第三个' },
  ],
}

const plain = (kind: string, text: string, more: Reply = {}) => ({ text, custom: { kind }, ...more })

/** The first line whose words occur in the message; the last answers everything else. */
const BOOK: [RegExp, Reply[]][] = [
  [/开公司|材料|营业执照/, [ANSWER]],
  [/公积金/, [CANDIDATES]],
  [/着火|煤气|救命/, [
    plain('emergency', '如果正在发生危险，请先离开现场并立即拨打 119 火警；有人受伤请拨打 120 急救。'),
  ]],
  [/投诉|施工/, [
    plain('question', '请说一下事情发生在哪里，精确到街道或小区。', {
      buttons: [
        { title: '暂时不方便说', payload: '暂时不方便说' },
        { title: '取消登记', payload: '取消登记' },
      ],
    }),
  ]],
  [/小区|街道/, [
    {
      text: '已经登记。承办单位会在 5 个工作日内答复您。凭工单编号和查询码 4827 可以查进度。',
      custom: { kind: 'ticket', receipt: 'SD20250312000128' },
    },
  ]],
  [/转人工/, [
    plain('handoff', '正在为您转接人工话务员，前面还有 2 位。接通前您可以继续留言。', {}),
    { author: 'notice', text: '话务员 0317 已接入对话', custom: { kind: 'notice' } },
    { author: 'operator', text: '您好，我是人工话务员，请问有什么可以帮您？', custom: null },
  ]],
  [/第.个/, [plain('answer', '住房公积金转移接续：线上申请后 5 个工作日内办好。\n\n出处：推进重点高频民生事项“掌上办”实施方案（2020 年）。')]],
  [/^$|./, [
    plain('refusal', '现有的公开文件里没有写明这一点，我不能凭猜测答复您。您可以换个说法再问，或者转人工话务员，也可以拨打 12345。', {
      buttons: [{ title: '转人工', payload: '转人工' }],
    }),
  ]],
]

export function repliesTo(text: string): Reply[] {
  return BOOK.find(([words]) => words.test(text))?.[1] ?? []
}
