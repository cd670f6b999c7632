import type { InvitationTexts } from './invitation-texts';

/**
 * The invitation email in Chinese, in simplified characters, with the terms of Microsoft's pages in it: a reseller
 * relationship is a `经销商关系`, admin rights are `管理员权限`.
 */
export const chinese: InvitationTexts = /* @__PURE__ */ Object.freeze({
  lang: 'zh-Hans',
  title: '与贵组织建立经销商关系',
  subject: '{partner} 请求与贵组织建立经销商关系',
  greeting: '您好：',
  proposal: '{partner} 希望成为贵组织的经销商，并为贵组织管理服务。',
  proposalWithReseller: '{partner} 希望与 {reseller} 一起成为贵组织的经销商，并为贵组织管理服务。',
  instruction: '如要接受，请以贵组织管理员的身份打开此链接：',
  choice: '接受时，您可以选择允许 {partner} 管理哪些服务，也可以一项都不选。贵组织的订阅、计费以及其他合作伙伴均保持不变。',
  choiceWithReseller:
    '接受时，您可以选择允许 {partner} 管理哪些服务、允许 {reseller} 管理哪些服务，也可以一项都不选。' +
    '贵组织的订阅、计费以及其他合作伙伴均保持不变。',
  control: '您可以随时查看贵组织的合作伙伴，并移除其管理员权限。',
});
