/** Every Chinese sentence of the citizen page, once. */

export const HOTLINE_NUMBER = '12345'

/** Put into index.html when it is built; shown until the script runs, or for good where it cannot. */
export const htmlWording = {
  title: '12345 政务服务便民热线 · 接诉智能助手',
  description: '在线问政务服务怎么办、带什么材料、要多久；反映问题、转接人工话务员。',
  opening: '正在打开对话页……',
  openingHelp: '如果一直停在这里，请换一个浏览器，或者直接拨打',
  noScript: '这个页面需要浏览器允许运行脚本。您也可以直接拨打',
}

export const header = {
  hotline: '12345 政务服务便民热线',
  assistant: '接诉智能助手',
  skipToInput: '跳到输入框',
  skipToConversation: '跳到对话内容',
  actions: '对话操作',
  handoff: '转人工',
  restart: '新对话',
  largePrint: '关怀版',
}

/** What the 转人工 button sends. */
export const HANDOFF_MESSAGE = '转人工'

export const restartDialog = {
  title: '开始新对话？',
  body: '本机将不再显示现在的对话。已经提交的诉求和工单不受影响。',
  unsent: (count: number) => `还有 ${count} 条消息没有发出，开始新对话后不会再发送。`,
  confirm: '开始新对话',
  cancel: '继续现在的对话',
}

export const opening = {
  title: '您好，我是接诉智能助手',
  body: '您可以问我办事要带什么材料、要多长时间、到哪里办，也可以反映问题。我的答复来自政府公开文件，并注明出处；答不了的，可以转人工话务员。',
  examplesTitle: '您可以这样问',
  examples: [
    '开公司在哪个网站申请？',
    '刻公章要多久，收不收费？',
    '房产抵押登记几天能办好？',
    '办医保业务要带什么证件？',
    '楼下半夜施工太吵，我要投诉',
  ],
}

export const safety = {
  label: '安全提示',
  emergencyTitle: '遇到紧急情况，请直接拨打',
  emergencies: [
    { number: '110', name: '报警' },
    { number: '119', name: '火警' },
    { number: '120', name: '急救' },
    { number: '122', name: '交通事故' },
  ],
  dial: (number: string, name: string) => `拨打 ${number} ${name}`,
  privacyTitle: '请保护好个人信息',
  privacy: '不要在聊天里发送身份证号、银行卡号、密码和验证码。',
}

export const conversation = {
  region: '对话',
  label: '对话内容',
  loading: '正在取回之前的对话……',
  typing: '正在回复',
  newMessages: '有新消息',
  backToBottom: '回到最新',
}

export const authors = {
  citizen: '您',
  assistant: '智能客服自动回复',
  operator: '人工话务员',
  notice: '系统提示',
}

export const outgoing = {
  sending: '正在发送……',
  waiting: '还没有发出，连上网络后自动发送',
  failed: '没有发出',
  retry: '重新发送',
  edit: '修改后再发',
  discard: '删除',
}

export const answer = {
  materials: '所需材料',
  materialsHint: '备好一项勾一项',
  superseded: '已被新规定代替',
  forms: { original: '原件', copy: '复印件', electronic: '电子件' } as Record<string, string>,
  waivers: { deferrable: '可容缺后补', by_commitment: '可告知承诺代替' } as Record<string, string>,
  copies: (count: number) => `${count} 份`,
  issuedBy: (issuer: string) => `由${issuer}出具`,
  usedFor: (matters: readonly string[]) => `用于：${matters.join('、')}`,
  sources: (count: number) => `依据和出处（${count}）`,
  sourceOf: (index: number) => `依据 ${index}`,
  sourceOfLabel: (index: number) => `查看依据 ${index}`,
  section: '位置',
  documentNumber: '文号',
  published: '发布日期',
  receipts: { answer: '答复编号', ticket: '工单编号' } as Record<string, string>,
  receipt: '编号',
  copyReceipt: '复制编号',
  copyAll: '复制全文',
  copied: '已复制',
  copyFailed: '没能复制，请长按文字选择',
  emergencyCall: (number: string) => `拨打 ${number}`,
  choices: '请选择',
}

export const feedback = {
  label: '这条答复有帮助吗？',
  helpful: '有帮助',
  unhelpful: '没帮助',
  thanks: '记下了，谢谢。',
  noted: '记下了，会用来补充资料。',
  failed: '没有记下，请稍后再点一次。',
}

export const composer = {
  form: '发送消息',
  label: '输入您的问题',
  placeholder: '请输入您的问题',
  send: '发送',
  count: (length: number, longest: number) => `${length}/${longest}`,
  countLabel: (length: number, longest: number) => `已输入 ${length} 个字，最多 ${longest} 个字`,
  tooLong: (over: number, longest: number) =>
    `超出 ${over} 个字。一次最多发 ${longest} 个字，请删减，或者分成几条发送。`,
  dismiss: '知道了',
}

export const network = {
  lost: '网络断开，正在重连……',
  unreachable: '现在连不上，可拨打',
  retryNow: '立即重试',
}
