import type { Child } from 'hono/jsx';
import type {
  AnyRoleChange,
  PartnerChange,
  PartnerProgram,
  RelationshipChange,
  RemovalReason,
} from 'partner-relationships';
import { chinese as email } from 'partner-relationships/invitation';
import type { CatalogRole } from 'partner-relationships/roles';
import { assignedTo, groupName } from '../groups';
import { serviceName } from '../market';
import type { PartnerName } from '../names';
import type { OfferChangeKind, Sentence, Texts } from './english';
import { formatsIn, roleNaming } from './formats';

const lang = 'zh-Hans';
const { moment, list, number } = formatsIn(lang);

function change(what: RelationshipChange, partner: PartnerName): Sentence {
  switch (what.kind) {
    case 'customer-registered':
      return <>成为市场的客户</>;
    case 'customer-renamed':
      return (
        <>
          更名为 <bdi>{what.name}</bdi>
        </>
      );
    case 'relationship-established':
      return <>与 {partner(what.partnerId)} 建立了经销商关系</>;
    case 'delegation-granted':
      return (
        <>
          {partner(what.partnerId)} 获得了 {serviceName(what.serviceId)} 的管理员权限
        </>
      );
    case 'delegation-removed':
      return (
        <>
          {partner(what.partnerId)} 失去了 {serviceName(what.serviceId)} 的管理员权限：
          {removalReason(what.reason, partner)}
        </>
      );
    case 'relationship-ended':
      return (
        <>
          与 {partner(what.partnerId)} 的经销商关系已结束：
          {what.reason.kind === 'renegotiated' ? '双方协议，' : '该合作伙伴已离开市场，'}
          <bdi>{what.reason.kind === 'renegotiated' ? what.reason.agreement : what.reason.reason}</bdi>
        </>
      );
    case 'customer-erased':
      return (
        <>
          数据已删除：<bdi>{what.reason}</bdi>
        </>
      );
    default:
      return roleChange(what, partner);
  }
}

function roleChange(what: AnyRoleChange, partner: PartnerName): Sentence {
  const { delegation } = what;
  const holder = partner(delegation.partnerId);
  const name = <bdi>{delegation.name}</bdi>;
  const end = moment(delegation.endsAt);
  const group = 'groupId' in what && <bdi>{groupName(what.groupId)}</bdi>;
  const given = 'groupId' in what && roleList(assignedTo(what.groupId, delegation));
  switch (what.kind) {
    case 'role-delegation-approved':
      return (
        <>
          {holder} 获得了 {name} 的角色，直至 {end}：{roleList(delegation.roles)}
        </>
      );
    case 'extension-set':
      return (
        <>
          {holder} 的 {name} 的延期已{delegation.extends ? '启用' : '停用'}
        </>
      );
    case 'role-delegation-extended':
      return (
        <>
          {holder} 的 {name} 已到期并延续至 {end}
        </>
      );
    case 'role-delegation-expired':
      return (
        <>
          {holder} 的 {name} 已于 {moment(what.dueAt)} 结束
        </>
      );
    case 'role-delegation-terminated':
      return (
        <>
          {holder} 的 {name} 已终止
        </>
      );
    case 'role-dropped':
      return (
        <>
          {holder} 放弃了 {name} 的一个角色：{roleName(what.roleId)}
        </>
      );
    case 'access-assigned':
      return (
        <>
          {holder} 将 {name} 的角色分配给 {group}：{given}
        </>
      );
    case 'access-changed':
      return (
        <>
          {holder} 更改了 {group} 所拥有的 {name} 的角色：{given}
        </>
      );
    case 'access-removed':
      return (
        <>
          {holder} 收回了 {group} 的 {name} 角色
        </>
      );
  }
}

function removalReason(reason: RemovalReason, partner: PartnerName): Sentence {
  switch (reason.kind) {
    case 'removed-by-customer':
      return '由客户移除';
    case 'removed-by-operator':
      return (
        <>
          由市场运营方移除，<bdi>{reason.reason}</bdi>
        </>
      );
    case 'relinquished':
      return '由合作伙伴放弃';
    case 'replaced':
      return <>由 {partner(reason.partnerId)} 取代</>;
    case 'holder-closed':
      return '该合作伙伴此前已离开市场';
    case 'relationship-ended':
      return '关系已结束';
    case 'partner-closed':
      return (
        <>
          该合作伙伴已离开市场，<bdi>{reason.reason}</bdi>
        </>
      );
  }
}

function accountChange(what: PartnerChange): Sentence {
  switch (what.kind) {
    case 'partner-registered':
      return '已注册';
    case 'partner-renamed':
      return (
        <>
          更名为 <bdi>{what.name}</bdi>
        </>
      );
    case 'partner-suspended':
      return (
        <>
          已暂停：<bdi>{what.reason}</bdi>
        </>
      );
    case 'partner-reinstated':
      return (
        <>
          已解除暂停：<bdi>{what.reason}</bdi>
        </>
      );
    case 'program-changed':
      return <>新计划：{programs[what.program]}</>;
    case 'partner-closed':
      return (
        <>
          已除名：<bdi>{what.reason}</bdi>
        </>
      );
    case 'request-opened':
      return '创建了请求';
    case 'request-revoked':
      return '撤销了请求';
    default:
      return (
        <>
          {offerChanges[what.kind]} <bdi>{what.offer.name}</bdi>
        </>
      );
  }
}

const offerChanges: Readonly<Record<OfferChangeKind, string>> = {
  'role-offer-drafted': '拟定了提议',
  'role-offer-revised': '更改了提议',
  'role-offer-discarded': '放弃了提议',
  'role-offer-locked': '确定了提议',
  'role-offer-consented': '同意了提议',
  'role-offer-rejected': '拒绝了提议',
  'role-offer-taken': '开始批准提议',
  'role-offer-approved': '批准了提议',
  'role-offer-withdrawn': '提议所指客户的数据已删除：',
  'role-offer-lapsed': '无人及时批准提议',
};

const roles: Readonly<Record<CatalogRole, string>> = {
  globalAdministrator: '全局管理员',
  globalReader: '全局读取者',
  directoryReaders: '目录读取者',
  directoryWriters: '目录写入者',
  licenseAdministrator: '许可证管理员',
  serviceSupportAdministrator: '服务支持管理员',
  userAdministrator: '用户管理员',
  helpdeskAdministrator: '支持管理员',
  privilegedRoleAdministrator: '特权角色管理员',
  privilegedAuthenticationAdministrator: '特权身份验证管理员',
  cloudApplicationAdministrator: '云应用程序管理员',
  applicationAdministrator: '应用程序管理员',
  exchangeAdministrator: 'Exchange 管理员',
  intuneAdministrator: 'Intune 管理员',
  sharePointAdministrator: 'SharePoint 管理员',
  teamsAdministrator: 'Teams 管理员',
};

const roleName = roleNaming(roles);
const roleList = (ids: readonly string[]): Child => list(ids.map(roleName));

const programs: Record<PartnerProgram, string> = {
  'direct-bill': '直接向客户计费的经销商。',
  'indirect-provider': '间接提供商，通过经销商销售。',
  'indirect-reseller': '间接经销商，通过提供商销售。',
  advisor: '顾问，不销售任何产品。',
};

/** In simplified characters, with the terms of Microsoft's and 21Vianet's pages in them. */
export const chinese: Texts = {
  lang,
  dir: 'ltr',
  name: '中文',
  moment,
  list,
  gap: '',
  language: '语言',
  navigation: '页面',
  marketplace: '市场运营方',
  who: (organization: Child, person: Child): Sentence => (
    <>
      {organization}（{person}）
    </>
  ),
  problemInTitle: '问题：',
  next: '下一页',
  notFound: '没有这个页面',
  badRequest: '此请求在这里没有意义',
  failed: '操作未成功',
  notYours: '此页面供其他人使用',
  places: {
    '/customer': '合作伙伴关系',
    '/customer/history': '历史记录',
    '/customer/access': '谁可以做什么',
    '/customer/name': '名称',
    '/partner': '请求',
    '/partner/customers': '客户',
    '/partner/offers': '角色提议',
    '/partner/ending': '截止时间',
    '/partner/name': '名称',
    '/operator': '合作伙伴',
    '/operator/customers': '客户',
    '/operator/due': '到期事项',
    '/outbox': '发件箱',
  },
  signIn: {
    title: '您是谁？',
    standIn: '此页面代替登录：请选择您要扮演的人。',
    groups: { customer: '客户', partner: '合作伙伴', operator: '市场运营方' },
    out: '注销',
  },
  done: {
    accepted: '已接受。以下是合作伙伴现在可以管理的服务。',
    removed: '管理员权限已移除。经销商关系保持不变。',
    revoked: '请求已撤销，任何人都不能再接受它。',
    sent: '电子邮件已放入发件箱。',
    sold: '已售出。',
    cancelled: '订阅已取消。',
    added: '客户已添加。',
    renamed: '名称已更改。',
    relinquished: '您已放弃管理员权限。',
    ended: '关系已结束。',
    registered: '合作伙伴已注册。',
    suspended: '合作伙伴已暂停。',
    reinstated: '暂停已解除。',
    moved: '该合作伙伴现在属于另一计划。',
    closed: '合作伙伴已除名。',
    sweep: '清理已开始。',
    imported: '客户已导入。',
    erased: '客户数据已删除。',
    drafted: '草稿已保存。',
    discarded: '草稿已放弃。',
    locked: '提议已确定。请将其链接发送给客户。',
    consented: '您已同意。客户现在可以批准此提议。',
    rejected: '您已拒绝此提议。',
    approved: '已批准。合作伙伴从现在起拥有这些角色。',
    extension: '延期设置已更改。',
    assigned: '该组现在拥有这些角色。',
    unassigned: '该组不再拥有这些角色。',
    dropped: '已放弃该角色。',
    terminated: '角色已结束。经销商关系保持不变。',
    settled: '到期事项已记录。',
  },
  programs,
  roles,
  roleName,
  standings: {
    active: '有效。',
    suspended: '已暂停：保留现有业务，不承接新业务。',
    closed: '已除名。',
  },
  operations: {
    'provision-service': '预配服务',
    'administer-service': '管理服务',
    'manage-users': '管理其用户',
    'view-service-health': '查看服务运行状况',
    'file-service-request': '提交服务请求',
    'receive-bill': '接收帐单',
    'change-partner-of-record': '更改记录合作伙伴',
    'suspend-subscription': '暂停',
    'reactivate-subscription': '重新激活',
    'cancel-subscription': '取消',
    'convert-trial': '转换试用版',
    'add-seats': '添加席位',
    'remove-seats': '删除席位',
    'order-add-ons': '订购加载项',
    'transition-subscription': '转移到其他计划',
    'migrate-subscription': '迁移',
    'sell-subscription': '销售订阅',
  },
  may: (operations: Child): Sentence => <>您可以{operations}。</>,
  mayUntil: (operations: Child, until: Child): Sentence => (
    <>
      您可以{operations}，直至 {until}。
    </>
  ),
  mayNot: (operations: Child): Sentence => <>您不能{operations}。</>,
  denial: (fact: string, party: string, action: string): string => `${fact}；${party}${action}。`,
  facts: {
    'open-account': '您的帐户已关闭',
    'relationship-in-force': '您与此客户没有经销商关系',
    'original-reseller': '此订阅不是由您销售的',
    'admin-rights': '您没有此服务的管理员权限',
    'transacting-program': '您的计划不销售订阅',
    'active-standing': '您已被暂停',
    'person-permitted': '您的代理角色均不允许此操作',
    'within-reach': '您所在组织的管理员权限不适用于您',
  },
  parties: {
    customer: '客户可以',
    'original-reseller': '销售此订阅的合作伙伴可以',
    'transacting-partner': '从事销售的合作伙伴可以',
    partner: '您的组织可以',
    operator: '市场运营方可以',
  },
  remedies: {
    'accept-the-partners-request': '接受您的邀请',
    'accept-and-delegate-the-service': '接受邀请并选择此服务',
    'perform-the-operation': '执行此操作',
    'turn-to-another-partner': '接受其他合作伙伴的邀请',
    'reinstate-the-partner': '解除暂停',
    'approve-the-role-offer': '批准您的角色提议',
    'offer-the-role': '向客户提议相应的角色',
    'assign-the-role': '将相应的角色分配给您所在的组',
    'give-the-agent-role': '授予您相应的代理角色',
  },
  malformed: (field: string, format: string | null): string =>
    `“${field}”格式不正确${format === null ? '' : `，应为：${format}`}。`,
  contradictory: (field: string): string => `“${field}”与此处的其他内容或已存储的内容矛盾。`,
  formats: {
    id: '1 至 128 个英文字母、数字和符号，不含空格',
    'partner-id': '1 至 128 个英文字母、数字和符号，不含空格，且不是保留字',
    line: '一行 1 至 256 个字符，不能为空白',
    'new-name': '须有可见字符，且不含改变书写方向的字符',
    instant: '存在的日期',
    paragraph: '1 至 4000 个字符，不能为空白',
    'offer-name': '一行 1 至 50 个字符，不能为空白',
  },
  fields: {
    reason: '原因（一行；客户日后可能会看到）',
    agreement: '您与客户的协议编号（由您自定）',
    id: '标识（可见的字母和数字，不含空格）',
    name: '名称',
    partnerId: '合作伙伴',
    establishedAt: '关系开始日期',
    instant: '时间（协调世界时）',
    paragraphs: '段落',
    services: '服务',
    roles: '角色',
    termDays: '期限（1 至 730 天）',
    customerId: '客户',
  },
  errors: {
    'malformed-input': '有内容格式不正确。',
    'contradictory-input': '其中有内容互相矛盾，或与已存储的内容矛盾。',
    'limit-exceeded': '数量超出上限。',
    'unknown-partner': '没有这个合作伙伴。',
    'unknown-customer': '没有这个客户。',
    'unknown-request': '没有这个请求。',
    'unknown-invitation':
      '此链接不完整。请单击电子邮件中的链接，或将其完整复制后打开；如果仍然无效，请向合作伙伴重新索取。',
    'not-the-customer': '只有客户自己可以执行此操作。',
    'not-the-partner': '只有合作伙伴自己可以执行此操作。',
    'not-the-operator': '只有市场运营方可以执行此操作。',
    'reason-needed': '请说明原因。',
    'partner-is-closed': '此合作伙伴已离开市场。',
    'program-kept': '此合作伙伴不能转到该计划。',
    'partner-is-suspended': '已暂停的合作伙伴不能创建新请求，也不能添加客户。已创建的请求仍然有效。',
    'provider-invitation-needed': '您的客户通过您的提供商的邀请而来，邀请中会注明您。',
    'provider-needed': '此操作须由提供商执行。',
    'request-is-revoked': '合作伙伴已撤销此请求。',
    'service-held': '您选择的某项服务由另一合作伙伴管理。尚未做任何更改。',
    'customer-exists': '已有此客户：请向其发送邀请。',
    'active-subscriptions': '您销售给此客户的订阅仍有效。请先取消它。',
    'rights-in-force': '合作伙伴在此仍有经销商关系或管理员权限。须先结束这些关系和权限。',
    'link-missing': '此文本中没有该链接。',
    'link-altered': '此文本中的链接已被更改。请将其恢复原样。',
    'cannot-judge': '此文本中有内容使人无法确定读者能否打开链接。请简化链接周围的内容。',
    'operation-denied': '您不能执行此操作。',
    'import-conflict': '已有使用此标识的客户，且内容不同。该客户未做任何更改。',
    'revision-conflict': '目前有许多人正在更改此内容。请重试。',
    'storage-failed': '数据库没有响应。未做任何更改。请重试。',
    'outcome-unknown': '数据库没有说明操作是否完成。请查看，如未完成请重新执行。',
    'alongside-failed': '无法写入与此有关的电子邮件，因此未做任何更改。请重试。',
    'corrupt-data': '此处存储的内容无法读取。请告知此门户的运营人员。',
    'unknown-cursor': '列表的这一页已不存在。请从第一页开始。',
    'unknown-offer': '没有这个提议，或已被他人批准。如果链接来自电子邮件，请打开完整的链接。',
    'unknown-role': '没有这个角色。',
    'unknown-assignment': '该组没有这些角色。',
    'roles-not-offered': '在此市场中，合作伙伴请求的是服务，而不是角色。',
    'offer-name-taken': '您的另一个提议已使用此名称。请为此提议另取名称。',
    'offer-not-draft': '提议已确定，其内容不能更改。',
    'offer-not-locked': '合作伙伴仍在更改此提议。',
    'offer-lapsed': '无人及时批准此提议。只能重新提议。',
    'offer-taken': '另一客户已批准此提议。一个提议只适用于一个客户。',
    'consent-needed': '将拥有这些角色的经销商尚未同意。',
    'never-extends': '角色中含有全局管理员时，不能启用延期。',
    'delegation-not-in-force': '这些角色已结束。只有新的提议才能恢复。',
    'role-stays': '此角色须与其他角色一同保留。',
    'roles-not-held': '您在此客户处并不拥有所有这些角色。',
    'group-is-assigned': '该组现已有其他角色。请查看并更改。',
    'not-a-party': '只有拥有这些角色的合作伙伴和客户可以执行此操作。',
  },
  requests: {
    title: '请求经销商关系',
    explanation: '一个请求适用于所有客户：每个打开其链接的客户都可以接受。',
    together: '共同受邀的间接经销商',
    nobody: '无',
    open: '请求关系',
    opened: '创建时间',
    state: '状态',
    isOpen: '有效',
    isRevoked: (at: Child): Sentence => <>已于 {at} 撤销</>,
    email: '电子邮件',
    revoke: '撤销',
  },
  email: {
    title: '邀请电子邮件',
    link: '这是链接。它只有保持原样才有效：',
    language: '电子邮件的语言：',
    texts: email,
    paragraph: (at: number): string => `第 ${number(at)} 段`,
    preview: '预览',
    to: '收件人（电子邮件地址）',
    send: '发送',
    asSent: '将发送的内容',
    check: '检查副本',
    whyCheck: '如果您用其他程序发送电子邮件，请将其发送的内容粘贴到此处。我们会检查链接是否完好。',
    pasted: '电子邮件',
    isText: '纯文本',
    isHtml: 'HTML',
    checkIt: '检查',
    isFine: '链接保持原样。您可以发送。',
    noAddress: '这不是电子邮件地址。',
  },
  customers: {
    title: '您的客户',
    none: '您还没有客户。',
    since: (at: Child): Sentence => <>自 {at} 起为客户。</>,
    administered: '您管理其服务。',
    notAdministered: '您不管理任何服务。',
  },
  newCustomer: {
    title: '添加客户',
    explanation: '适用于市场中的新客户。如果客户已在市场中，请改为向其发送邀请。',
    services: '您为其管理的服务；也可以一项都不选',
    add: '添加',
  },
  renaming: {
    title: '名称',
    explanation: '新名称从现在起生效。历史记录保留以前的名称。',
    rename: '更改名称',
  },
  customer: {
    related: '您与此客户有经销商关系，并为您销售给它的产品提供支持。',
    notRelated: '您通过您的提供商为此客户工作。',
    rolesAlone: '您与此客户没有经销商关系，但拥有角色。',
    services: '服务',
    roles: '角色',
    holds: (name: Child, until: Child): Sentence => (
      <>
        {name}，直至 {until}
      </>
    ),
    subscriptions: '订阅',
    noSubscriptions: '此客户没有订阅。',
    cancel: '取消订阅',
    toDo: '您可以执行的操作',
    sell: '要销售的订阅',
    sellIt: '销售',
    whatRelinquishing: '您可以放弃管理员权限。经销商关系和您销售的订阅保持不变。',
    relinquish: '放弃所有管理员权限',
    end: '结束关系',
  },
  relationships: {
    title: '合作伙伴关系',
    none: '您没有合作伙伴。要建立合作，请打开合作伙伴邀请中的链接。',
    hasLeft: '它已离开市场。请接受其他合作伙伴的邀请。',
    removeAllOf: (partner: Child): Sentence => <>移除 {partner} 的所有管理员权限</>,
    removeAll: '移除所有合作伙伴的管理员权限',
    nobody: '没有合作伙伴管理此服务。',
    administers: (partner: Child, since: Child, providers: Child): Sentence => (
      <>
        {partner}：自 {since} 起管理此服务
        {providers && <>（通过 {providers}）</>}。
      </>
    ),
    doesNotAdminister: (partner: Child): Sentence => <>{partner}：不管理此服务。</>,
    hasRelationship: '它与您有经销商关系。',
    remove: '移除',
    removeFor: (service: string): string => `移除 ${service} 的权限`,
  },
  removal: {
    title: '移除管理员权限？',
    nothing: '没有可移除的管理员权限。',
    goes: '将移除以下管理员权限：',
    rights: (partner: Child, service: string): Sentence => (
      <>
        {partner}：{service}
      </>
    ),
    stays: (partners: Child): Sentence => (
      <>
        其他一切保持不变：您与 {partners} 的关系、您的订阅及其计费，以及您所购产品应得的支持。要重新授予权限，请再次打开邀请中的链接。
      </>
    ),
    remove: '移除',
    keep: '保留',
  },
  history: {
    title: '历史记录',
    nothing: '没有任何记录。',
    change,
    accountChange,
    line: (at: Child, what: Child, who: Child): Sentence => (
      <>
        {at}：{what}
        {who && <>（{who}）</>}
      </>
    ),
  },
  invitation: {
    title: '合作伙伴请求建立关系',
    asks: (partner: Child, reseller: Child): Sentence =>
      reseller ? (
        <>
          {partner} 希望与 {reseller} 一起成为贵组织的经销商，并为贵组织管理服务。
        </>
      ) : (
        <>{partner} 希望成为贵组织的经销商，并为贵组织管理服务。</>
      ),
    isFor: (customer: Child): Sentence => <>您代表 {customer}。</>,
    choose: (partner: Child): Sentence => <>允许 {partner} 管理的服务；也可以一项都不选</>,
    staysAsItIs: '贵组织的订阅、计费以及其他合作伙伴均保持不变。',
    accept: '接受',
    isHeld: (service: string, holder: Child, partner: Child): Sentence => (
      <>
        {holder} 目前为您管理 {service}。每项服务只能由一个销售合作伙伴管理，因此 {partner} 将取代它。{holder} 仍是您的经销商。
      </>
    ),
    orLeaveOut: '如果您不希望这样，请在下面取消选择该服务。',
    replace: '取代并接受',
    hasLeft: (partner: Child): Sentence => <>{partner} 已离开市场，其邀请不能再接受。</>,
    revoked: (partner: Child, at: Child): Sentence => (
      <>
        {partner} 已于 {at} 撤销此邀请。如果您希望建立关系，请索取新的邀请。
      </>
    ),
  },
  extension: {
    title: '延期',
    on: '已启用：每次到期时延长 180 天',
    off: '已停用：到期即结束',
    switchOn: '启用延期',
    switchOff: '停用延期',
  },
  offers: {
    title: '角色提议',
    explanation: '提议请求在一段期限内拥有客户处的角色。它不需要经销商关系，且只适用于一个客户。',
    draw: '拟定提议',
    state: '状态',
    states: {
      draft: (): Sentence => '草稿',
      'waits-for-reseller': (at: Child): Sentence => <>等待经销商同意，直至 {at}</>,
      'waits-for-customer': (at: Child): Sentence => <>等待客户批准，直至 {at}</>,
      taken: (): Sentence => '正在批准',
      lapsed: (at: Child): Sentence => <>已于 {at} 失效：请重新拟定</>,
    },
    roles: '角色',
    term: '期限',
    days: (count: number): string => `${number(count)} 天`,
    customer: '客户',
    anyCustomer: '第一个批准的客户',
    link: '要发送的链接：',
    change: '更改',
    lock: '确定提议',
    discard: '放弃',
    forYou: '您的提供商为您拟定的提议',
    by: '提供商',
    whatConsenting: '如果您同意，客户即可批准此提议，角色归您所有。',
    consent: '同意',
    reject: '拒绝',
  },
  offer: {
    title: '角色提议草稿',
    explanation: '草稿可以更改。确定之后，只有客户能够批准它。',
    extends: '每次到期时延长 180 天（不适用于全局管理员）',
    keep: '保存草稿',
  },
  approval: {
    title: '合作伙伴请求角色',
    asks: (partner: Child, name: Child): Sentence => (
      <>
        {partner} 希望以下列角色为贵组织管理服务：{name}。
      </>
    ),
    through: (provider: Child): Sentence => <>此提议由其提供商 {provider} 拟定。</>,
    whole: '您可以按原样批准此提议，也可以不予理会。您可以随时终止这些角色。',
    untouched: '贵组织的订阅、计费以及经销商关系均保持不变。',
    approve: '批准',
    isApproved: '您已批准此提议。',
  },
  access: {
    title: '谁可以做什么',
    none: '没有合作伙伴可以为您管理任何服务。',
    rights: (partner: Child, what: Child): Sentence => (
      <>
        {partner}：{what}
      </>
    ),
    basis: '依据',
    bases: {
      relationship: '您与它或其提供商的经销商关系',
      approval: '您批准的提议',
    },
    through: '通过',
    since: '开始时间',
    until: '截止时间',
    openEnd: '被移除为止',
    usedBy: '使用者',
    agents: '其管理代理和支持代理',
    nobody: '尚无',
    group: (group: Child, roles: Child): Sentence => (
      <>
        {group}：{roles}
      </>
    ),
    lastChange: '上次更改',
    end: '终止这些角色',
  },
  termination: {
    title: '终止这些角色？',
    nothing: '这些角色已结束。',
    stays: '其他一切保持不变：经销商关系、订阅及其计费，以及其他管理员权限。要重新授予这些角色，需要新的提议。',
    end: '终止',
    keep: '保留',
  },
  delegation: {
    at: (customer: Child): Sentence => <>您在 {customer} 拥有的角色。</>,
    groups: '可以使用这些角色的组',
    nobody: '尚无人可以使用：请将角色分配给一个组。',
    group: '组',
    assign: '将这些角色分配给该组',
    unassign: (group: Child): Sentence => <>收回 {group} 的角色</>,
    drop: (role: Child): Sentence => <>放弃：{role}</>,
    end: '终止这些角色',
  },
  ending: {
    title: '您的管理截止时间',
    explanation: '在角色最终结束前 30 天、7 天和 1 天，您和客户会收到电子邮件。',
    none: '您不管理任何服务。',
    until: (at: Child): Sentence => <>您管理其服务，直至 {at}。</>,
    soon: '即将到期：请发送新的提议，或启用延期。',
    open: '您管理其服务，没有截止时间。',
  },
  due: {
    title: '到期事项',
    explanation: '角色结束、延续或提议失效，均在到期时生效。它们会在下一次更改时写入历史记录，也可以现在写入。',
    settle: '记录到期事项',
    more: '还有更多：继续记录',
  },
  partners: { title: '所有合作伙伴', register: '注册合作伙伴', program: '计划', registerIt: '注册' },
  partner: {
    suspend: '暂停',
    reinstate: '解除暂停',
    close: '除名',
    areYouSure: '除名是永久的：没有任何命令可以撤回，并且立即对所有客户生效。',
    sure: '是，永久除名此合作伙伴',
    closed: (at: Child, reason: Child): Sentence => (
      <>
        已于 {at} 除名：{reason}
      </>
    ),
    clearing: '它仍持有的权限',
    notCleared: '这些权限只是记录，不允许任何操作。请在给予客户足够时间后清理。',
    cleared: (count: number): string => `已清理的客户：${number(count)}。`,
    sweeps: { 'under-way': '清理正在进行；此页面会自动刷新。', done: '清理已完成。' },
    makeProvider: '转为间接提供商',
    clear: '清理它持有的权限',
  },
  allCustomers: {
    title: '所有客户',
    import: '导入客户',
    whatImporting: '客户在其他地方已有关系，连同日期一起导入。已在此处的客户不会有任何更改。',
    services: '合作伙伴管理的服务',
    importIt: '导入',
  },
  oneCustomer: {
    now: '现在谁持有什么',
    then: (at: Child): Sentence => <>{at} 时谁持有什么</>,
    nothing: '没有人持有任何权限。',
    relationship: (partner: Child, since: Child): Sentence => (
      <>
        {partner}：自 {since} 起的经销商关系
      </>
    ),
    rights: (partner: Child, service: string, since: Child): Sentence => (
      <>
        {partner}：自 {since} 起的 {service} 管理员权限
      </>
    ),
    roles: (partner: Child, name: Child, roles: Child, until: Child): Sentence => (
      <>
        {partner}：{name} 的角色，直至 {until}：{roles}
      </>
    ),
    show: '显示此时刻',
    whatErasing: '删除数据的前提是没有合作伙伴持有任何权限。名称和历史记录将被永久删除。',
    sure: '是，永久删除此客户的数据',
    remove: '移除所有管理员权限',
    erase: '删除客户数据',
  },
  outbox: {
    title: '发件箱',
    standIn: '此页面代替邮件服务器：向所有人显示所有邮件。',
    to: (recipient: Child, at: Child): Sentence => (
      <>
        收件人：{recipient}，{at}
      </>
    ),
  },
  mails: {
    accepted: {
      subject: '邀请已被接受',
      toPartner: (_partner: Child, customer: Child, services: Child): Sentence => (
        <>
          {customer} 已接受邀请。您可以管理：{services || '无'}。
        </>
      ),
      toCustomer: (partner: Child, _customer: Child, services: Child): Sentence => (
        <>
          您已接受邀请。{partner} 可以管理：{services || '无'}。您可以随时移除这些权限。
        </>
      ),
    },
    removed: {
      subject: '管理员权限已结束',
      toPartner: (_partner: Child, customer: Child, services: Child): Sentence => (
        <>
          您不再为 {customer} 管理 {services}。
        </>
      ),
      toCustomer: (partner: Child, _customer: Child, services: Child): Sentence => (
        <>
          {partner} 不再为您管理 {services}。
        </>
      ),
    },
    ended: {
      subject: '经销商关系已结束',
      toPartner: (_partner: Child, customer: Child): Sentence => <>您与 {customer} 的经销商关系已结束。</>,
      toCustomer: (partner: Child): Sentence => <>您与 {partner} 的经销商关系已结束。</>,
    },
    approved: {
      subject: '角色提议已被批准',
      toPartner: (_partner: Child, customer: Child, roles: Child, ends: Child): Sentence => (
        <>
          {customer} 已批准您的提议。直至 {ends}，您拥有：{roles}。请将角色分配给您的一个组。
        </>
      ),
      toCustomer: (partner: Child, _customer: Child, roles: Child, ends: Child): Sentence => (
        <>
          您已批准提议。直至 {ends}，{partner} 拥有：{roles}。您可以随时终止。
        </>
      ),
    },
    'roles-ended': {
      subject: '角色已结束',
      toPartner: (_partner: Child, customer: Child, roles: Child): Sentence => (
        <>
          您在 {customer} 不再拥有：{roles}。
        </>
      ),
      toCustomer: (partner: Child, _customer: Child, roles: Child): Sentence => (
        <>
          {partner} 不再拥有：{roles}。
        </>
      ),
    },
    'roles-ending': {
      subject: '角色即将结束',
      toPartner: (_partner: Child, customer: Child, roles: Child, ends: Child): Sentence => (
        <>
          您将于 {ends} 失去在 {customer} 的角色：{roles}。在此之前可以启用延期。
        </>
      ),
      toCustomer: (partner: Child, _customer: Child, roles: Child, ends: Child): Sentence => (
        <>
          {partner} 将于 {ends} 失去角色：{roles}。在此之前可以启用延期。
        </>
      ),
    },
  },
};
