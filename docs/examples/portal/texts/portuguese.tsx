import type { Child } from 'hono/jsx';
import type {
  AnyRoleChange,
  PartnerChange,
  PartnerProgram,
  RelationshipChange,
  RemovalReason,
} from 'partner-relationships';
import { portuguese as email } from 'partner-relationships/invitation';
import type { CatalogRole } from 'partner-relationships/roles';
import { assignedTo, groupName } from '../groups';
import { serviceName } from '../market';
import type { PartnerName } from '../names';
import type { OfferChangeKind, Sentence, Texts } from './english';
import { formatsIn, roleNaming } from './formats';

const lang = 'pt';
const { moment, list, number } = formatsIn(lang);

function change(what: RelationshipChange, partner: PartnerName): Sentence {
  switch (what.kind) {
    case 'customer-registered':
      return <>tornou-se cliente do marketplace</>;
    case 'customer-renamed':
      return (
        <>
          passou a chamar-se <bdi>{what.name}</bdi>
        </>
      );
    case 'relationship-established':
      return <>relação de revendedor com {partner(what.partnerId)} estabelecida</>;
    case 'delegation-granted':
      return (
        <>
          {partner(what.partnerId)} recebeu privilégios de administrador para {serviceName(what.serviceId)}
        </>
      );
    case 'delegation-removed':
      return (
        <>
          {partner(what.partnerId)} perdeu os privilégios de administrador para {serviceName(what.serviceId)}:{' '}
          {removalReason(what.reason, partner)}
        </>
      );
    case 'relationship-ended':
      return (
        <>
          relação de revendedor com {partner(what.partnerId)} encerrada:{' '}
          {what.reason.kind === 'renegotiated' ? 'por acordo, ' : 'o parceiro deixou o marketplace, '}
          <bdi>{what.reason.kind === 'renegotiated' ? what.reason.agreement : what.reason.reason}</bdi>
        </>
      );
    case 'customer-erased':
      return (
        <>
          dados excluídos: <bdi>{what.reason}</bdi>
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
          {holder} recebeu as funções de {name} até {end}: {roleList(delegation.roles)}
        </>
      );
    case 'extension-set':
      return (
        <>
          prorrogação de {name} de {holder} {delegation.extends ? 'ativada' : 'desativada'}
        </>
      );
    case 'role-delegation-extended':
      return (
        <>
          {name} de {holder} chegou ao fim e continua até {end}
        </>
      );
    case 'role-delegation-expired':
      return (
        <>
          {name} de {holder} terminou em {moment(what.dueAt)}
        </>
      );
    case 'role-delegation-terminated':
      return (
        <>
          {name} de {holder} foi encerrado
        </>
      );
    case 'role-dropped':
      return (
        <>
          {holder} renunciou a uma função de {name}: {roleName(what.roleId)}
        </>
      );
    case 'access-assigned':
      return (
        <>
          {holder} atribuiu funções de {name} a {group}: {given}
        </>
      );
    case 'access-changed':
      return (
        <>
          {holder} alterou as funções de {name} que {group} tem: {given}
        </>
      );
    case 'access-removed':
      return (
        <>
          {holder} retirou de {group} as funções de {name}
        </>
      );
  }
}

function removalReason(reason: RemovalReason, partner: PartnerName): Sentence {
  switch (reason.kind) {
    case 'removed-by-customer':
      return 'removidos pelo cliente';
    case 'removed-by-operator':
      return (
        <>
          removidos pelo marketplace, <bdi>{reason.reason}</bdi>
        </>
      );
    case 'relinquished':
      return 'o parceiro renunciou a eles';
    case 'replaced':
      return <>substituído por {partner(reason.partnerId)}</>;
    case 'holder-closed':
      return 'o parceiro já tinha deixado o marketplace';
    case 'relationship-ended':
      return 'a relação terminou';
    case 'partner-closed':
      return (
        <>
          o parceiro deixou o marketplace, <bdi>{reason.reason}</bdi>
        </>
      );
  }
}

function accountChange(what: PartnerChange): Sentence {
  switch (what.kind) {
    case 'partner-registered':
      return 'registrado';
    case 'partner-renamed':
      return (
        <>
          passou a chamar-se <bdi>{what.name}</bdi>
        </>
      );
    case 'partner-suspended':
      return (
        <>
          suspenso: <bdi>{what.reason}</bdi>
        </>
      );
    case 'partner-reinstated':
      return (
        <>
          suspensão retirada: <bdi>{what.reason}</bdi>
        </>
      );
    case 'program-changed':
      return <>novo programa: {programs[what.program]}</>;
    case 'partner-closed':
      return (
        <>
          descredenciado: <bdi>{what.reason}</bdi>
        </>
      );
    case 'request-opened':
      return 'abriu uma solicitação';
    case 'request-revoked':
      return 'revogou uma solicitação';
    default:
      return (
        <>
          {offerChanges[what.kind]} <bdi>{what.offer.name}</bdi>
        </>
      );
  }
}

const offerChanges: Readonly<Record<OfferChangeKind, string>> = {
  'role-offer-drafted': 'elaborou a oferta',
  'role-offer-revised': 'alterou a oferta',
  'role-offer-discarded': 'descartou a oferta',
  'role-offer-locked': 'finalizou a oferta',
  'role-offer-consented': 'consentiu na oferta',
  'role-offer-rejected': 'rejeitou a oferta',
  'role-offer-taken': 'começou a aprovar a oferta',
  'role-offer-approved': 'aprovou a oferta',
  'role-offer-withdrawn': 'os dados do cliente da oferta foram excluídos:',
  'role-offer-lapsed': 'ninguém aprovou a tempo a oferta',
};

const roles: Readonly<Record<CatalogRole, string>> = {
  globalAdministrator: 'Administrador Global',
  globalReader: 'Leitor Global',
  directoryReaders: 'Leitores de Diretório',
  directoryWriters: 'Gravadores de Diretório',
  licenseAdministrator: 'Administrador de Licenças',
  serviceSupportAdministrator: 'Administrador de Suporte de Serviço',
  userAdministrator: 'Administrador de Usuários',
  helpdeskAdministrator: 'Administrador de Assistência Técnica',
  privilegedRoleAdministrator: 'Administrador de Funções com Privilégios',
  privilegedAuthenticationAdministrator: 'Administrador de Autenticação com Privilégios',
  cloudApplicationAdministrator: 'Administrador de Aplicativos em Nuvem',
  applicationAdministrator: 'Administrador de Aplicativos',
  exchangeAdministrator: 'Administrador do Exchange',
  intuneAdministrator: 'Administrador do Intune',
  sharePointAdministrator: 'Administrador do SharePoint',
  teamsAdministrator: 'Administrador do Teams',
};

const roleName = roleNaming(roles);
const roleList = (ids: readonly string[]): Child => list(ids.map(roleName));

const programs: Record<PartnerProgram, string> = {
  'direct-bill': 'Um revendedor que cobra diretamente dos seus clientes.',
  'indirect-provider': 'Um provedor indireto, que vende por meio de revendedores.',
  'indirect-reseller': 'Um revendedor indireto, que vende por meio de um provedor.',
  advisor: 'Um consultor, que não vende nada.',
};

/** In the Portuguese of Brazil, with the terms of Microsoft's pages in it, as in the library's invitation. */
export const portuguese: Texts = {
  lang,
  dir: 'ltr',
  name: 'Português',
  moment,
  list,
  gap: ' ',
  language: 'Idioma',
  navigation: 'Páginas',
  marketplace: 'o marketplace',
  who: (organization: Child, person: Child): Sentence => (
    <>
      {organization} ({person})
    </>
  ),
  problemInTitle: 'Problema: ',
  next: 'Próxima página',
  notFound: 'Esta página não existe',
  badRequest: 'Este pedido não faz sentido aqui',
  failed: 'Não funcionou',
  notYours: 'Esta página é para outras pessoas',
  places: {
    '/customer': 'Relações com parceiros',
    '/customer/history': 'Histórico',
    '/customer/access': 'Quem pode o quê',
    '/customer/name': 'Nome',
    '/partner': 'Solicitações',
    '/partner/customers': 'Clientes',
    '/partner/offers': 'Ofertas de funções',
    '/partner/ending': 'Até quando',
    '/partner/name': 'Nome',
    '/operator': 'Parceiros',
    '/operator/customers': 'Clientes',
    '/operator/due': 'O que está vencido',
    '/outbox': 'Caixa de saída',
  },
  signIn: {
    title: 'Quem é você?',
    standIn: 'Esta página substitui um início de sessão: escolha a pessoa que você quer ser.',
    groups: { customer: 'Clientes', partner: 'Parceiros', operator: 'Quem opera o marketplace' },
    out: 'Sair',
  },
  done: {
    accepted: 'Aceito. Isto é o que os seus parceiros podem administrar agora.',
    removed: 'Os privilégios de administrador foram removidos. As relações permanecem como estavam.',
    revoked: 'A solicitação foi revogada. Ninguém mais pode aceitá-la.',
    sent: 'O email está na caixa de saída.',
    sold: 'Vendida.',
    cancelled: 'A assinatura foi cancelada.',
    added: 'O cliente foi adicionado.',
    renamed: 'O nome foi alterado.',
    relinquished: 'Você renunciou aos seus privilégios de administrador.',
    ended: 'A relação terminou.',
    registered: 'O parceiro foi registrado.',
    suspended: 'O parceiro foi suspenso.',
    reinstated: 'A suspensão foi retirada.',
    moved: 'O parceiro está agora em outro programa.',
    closed: 'O parceiro foi descredenciado.',
    sweep: 'A limpeza começou.',
    imported: 'O cliente foi importado.',
    erased: 'Os dados do cliente foram excluídos.',
    drafted: 'O rascunho foi guardado.',
    discarded: 'O rascunho foi descartado.',
    locked: 'A oferta é definitiva. Envie o link dela ao cliente.',
    consented: 'Você consentiu. O cliente já pode aprovar a oferta.',
    rejected: 'Você rejeitou a oferta.',
    approved: 'Aprovada. O parceiro tem estas funções a partir de agora.',
    extension: 'A prorrogação foi alterada.',
    assigned: 'O grupo tem agora estas funções.',
    unassigned: 'O grupo já não tem estas funções.',
    dropped: 'Você renunciou à função.',
    terminated: 'As funções terminaram. As relações permanecem como estavam.',
    settled: 'O que estava vencido foi registrado.',
  },
  programs,
  roles,
  roleName,
  standings: {
    active: 'Ativo.',
    suspended: 'Suspenso: mantém o que tem e não assume nada de novo.',
    closed: 'Descredenciado.',
  },
  operations: {
    'provision-service': 'provisionar o serviço',
    'administer-service': 'administrar o serviço',
    'manage-users': 'gerenciar os usuários dele',
    'view-service-health': 'ver a integridade dele',
    'file-service-request': 'abrir solicitações de serviço',
    'receive-bill': 'receber a cobrança',
    'change-partner-of-record': 'alterar o parceiro de registro',
    'suspend-subscription': 'suspender',
    'reactivate-subscription': 'reativar',
    'cancel-subscription': 'cancelar',
    'convert-trial': 'converter uma avaliação',
    'add-seats': 'adicionar licenças',
    'remove-seats': 'remover licenças',
    'order-add-ons': 'comprar complementos',
    'transition-subscription': 'fazer a transição para outro plano',
    'migrate-subscription': 'migrar',
    'sell-subscription': 'vender uma assinatura',
  },
  may: (operations: Child): Sentence => <>Você pode {operations}.</>,
  mayUntil: (operations: Child, until: Child): Sentence => (
    <>
      Você pode {operations}, até {until}.
    </>
  ),
  mayNot: (operations: Child): Sentence => <>Você não pode {operations}.</>,
  denial: (fact: string, party: string, action: string): string => `${fact}; ${party} ${action}.`,
  facts: {
    'open-account': 'A sua conta está encerrada',
    'relationship-in-force': 'Você não tem relação de revendedor com este cliente',
    'original-reseller': 'Você não vendeu esta assinatura',
    'admin-rights': 'Você não tem privilégios de administrador para este serviço',
    'transacting-program': 'O seu programa não vende assinaturas',
    'active-standing': 'Você está suspenso',
    'person-permitted': 'Nenhuma das suas funções de agente permite isto',
    'within-reach': 'Os privilégios de administrador da sua organização não chegam até você',
  },
  parties: {
    customer: 'o cliente pode',
    'original-reseller': 'o parceiro que a vendeu pode',
    'transacting-partner': 'um parceiro que vende pode',
    partner: 'a sua organização pode',
    operator: 'o marketplace pode',
  },
  remedies: {
    'accept-the-partners-request': 'aceitar o seu convite',
    'accept-and-delegate-the-service': 'aceitar um convite e escolher este serviço',
    'perform-the-operation': 'fazê-lo',
    'turn-to-another-partner': 'aceitar o convite de outro parceiro',
    'reinstate-the-partner': 'retirar a suspensão',
    'approve-the-role-offer': 'aprovar uma oferta de funções sua',
    'offer-the-role': 'oferecer ao cliente uma função para isto',
    'assign-the-role': 'atribuir uma tal função a um grupo seu',
    'give-the-agent-role': 'dar-lhe uma tal função de agente',
  },
  malformed: (field: string, format: string | null): string =>
    `“${field}” não tem a forma necessária${format === null ? '' : `: ${format}`}.`,
  contradictory: (field: string): string => `“${field}” contradiz outra coisa aqui, ou o que está armazenado.`,
  formats: {
    id: '1 a 128 letras, algarismos e sinais de ASCII, sem espaços',
    'partner-id': '1 a 128 letras, algarismos e sinais de ASCII, sem espaços, e não “all”',
    line: '1 a 256 caracteres numa linha, não em branco',
    'new-name': 'algo visível, e nada que altere a direção da escrita',
    instant: 'uma data que existe',
    paragraph: '1 a 4000 caracteres, não em branco',
    'offer-name': '1 a 50 caracteres numa linha, não em branco',
  },
  fields: {
    reason: 'Motivo (uma linha; os clientes poderão vir a lê-lo)',
    agreement: 'Referência do seu acordo com o cliente (um número seu)',
    id: 'Identificador (letras e algarismos visíveis, sem espaços)',
    name: 'Nome',
    partnerId: 'Parceiro',
    establishedAt: 'Relação desde',
    instant: 'Momento (UTC)',
    paragraphs: 'Parágrafo',
    services: 'Serviços',
    roles: 'Funções',
    termDays: 'Prazo em dias (1 a 730)',
    customerId: 'Cliente',
  },
  errors: {
    'malformed-input': 'Algo não tem a forma necessária.',
    'contradictory-input': 'Partes disto contradizem-se, ou contradizem o que está armazenado.',
    'limit-exceeded': 'Isto é mais do que pode haver.',
    'unknown-partner': 'Este parceiro não existe.',
    'unknown-customer': 'Este cliente não existe.',
    'unknown-request': 'Esta solicitação não existe.',
    'unknown-invitation':
      'Este link não está completo. Abra o do email, clicando nele ou copiando-o inteiro; se não funcionar, peça-o de ' +
      'novo ao seu parceiro.',
    'not-the-customer': 'Só o próprio cliente pode fazer isto.',
    'not-the-partner': 'Só o próprio parceiro pode fazer isto.',
    'not-the-operator': 'Só o marketplace pode fazer isto.',
    'reason-needed': 'Indique um motivo.',
    'partner-is-closed': 'Este parceiro deixou o marketplace.',
    'program-kept': 'O parceiro não pode passar para este programa.',
    'partner-is-suspended':
      'Um parceiro suspenso não abre solicitações novas nem assume clientes novos. As solicitações abertas continuam ' +
      'válidas.',
    'provider-invitation-needed': 'Os seus clientes chegam pelo convite do seu provedor, que indica o seu nome.',
    'provider-needed': 'Isto cabe a um provedor.',
    'request-is-revoked': 'O parceiro revogou esta solicitação.',
    'service-held': 'Outro parceiro administra um serviço que você escolheu. Nada foi alterado ainda.',
    'customer-exists': 'Este cliente já é conhecido: envie-lhe um convite.',
    'active-subscriptions': 'Você vendeu a este cliente uma assinatura que ainda está ativa. Cancele-a primeiro.',
    'rights-in-force': 'Ainda há parceiros com relações ou privilégios de administrador aqui. Estes terminam primeiro.',
    'link-missing': 'O link não está neste texto.',
    'link-altered': 'O link neste texto foi alterado. Coloque-o de volta como foi criado.',
    'cannot-judge': 'Algo neste texto deixa em dúvida se os leitores chegam ao link. Simplifique o que está à volta dele.',
    'operation-denied': 'Você não pode fazer isto.',
    'import-conflict': 'Já há aqui um cliente com este identificador, e é diferente. Nada dele foi alterado.',
    'revision-conflict': 'Muitas pessoas estão alterando isto neste momento. Tente de novo.',
    'storage-failed': 'O banco de dados não respondeu. Nada foi alterado. Tente de novo.',
    'outcome-unknown': 'O banco de dados não disse se está feito. Verifique, e faça de novo se não estiver.',
    'alongside-failed': 'Não foi possível escrever os emails sobre isto, por isso nada foi alterado. Tente de novo.',
    'corrupt-data': 'O que está armazenado aqui não pode ser lido. Avise quem opera este portal.',
    'unknown-cursor': 'Esta página da lista já não existe. Comece pela primeira.',
    'unknown-offer': 'Esta oferta não existe, ou outro já a aprovou. Se o link vem de um email, abra-o inteiro.',
    'unknown-role': 'Esta função não existe.',
    'unknown-assignment': 'O grupo não tem nenhuma destas funções.',
    'roles-not-offered': 'Neste marketplace, os parceiros pedem serviços e não funções.',
    'offer-name-taken': 'Outra oferta sua tem este nome. Dê outro a esta.',
    'offer-not-draft': 'A oferta é definitiva. Nada nela pode ser alterado.',
    'offer-not-locked': 'O parceiro ainda está alterando esta oferta.',
    'offer-lapsed': 'Ninguém aprovou esta oferta a tempo. Só uma nova oferta ajuda.',
    'offer-taken': 'Outro cliente aprovou esta oferta. Uma oferta serve para um só cliente.',
    'consent-needed': 'O revendedor que teria estas funções ainda não consentiu.',
    'never-extends': 'Com o Administrador Global entre as funções, a prorrogação não pode estar ativada.',
    'delegation-not-in-force': 'Estas funções terminaram. Só uma nova oferta as devolve.',
    'role-stays': 'Esta função é mantida enquanto as outras o forem.',
    'roles-not-held': 'Você não tem todas estas funções junto a este cliente.',
    'group-is-assigned': 'O grupo já tem outras funções. Verifique, e altere essas.',
    'not-a-party': 'Só o parceiro que tem as funções e o cliente podem fazer isto.',
  },
  requests: {
    title: 'Solicitar uma relação de revendedor',
    explanation: 'Uma solicitação serve para todos os clientes: cada um que abre o link pode aceitá-la.',
    together: 'Em conjunto com o revendedor',
    nobody: 'nenhum',
    open: 'Solicitar uma relação',
    opened: 'Aberta em',
    state: 'Estado',
    isOpen: 'aberta',
    isRevoked: (at: Child): Sentence => <>revogada em {at}</>,
    email: 'Escrever o email',
    revoke: 'Revogar',
  },
  email: {
    title: 'O email de convite',
    link: 'Este é o link. Só funciona tal como está:',
    language: 'Idioma do email:',
    texts: email,
    paragraph: (at: number): string => `Parágrafo ${number(at)}`,
    preview: 'Visualizar',
    to: 'Enviar para (endereço de email)',
    send: 'Enviar',
    asSent: 'O que será enviado',
    check: 'Verificar uma cópia',
    whyCheck: 'Se enviar o email por outro programa, cole aqui o que ele envia. Vemos se o link sobreviveu.',
    pasted: 'O email',
    isText: 'É texto',
    isHtml: 'É HTML',
    checkIt: 'Verificar',
    isFine: 'O link está como foi criado. Pode enviar.',
    noAddress: 'Isto não é um endereço de email.',
  },
  customers: {
    title: 'Os seus clientes',
    none: 'Você ainda não tem clientes.',
    since: (at: Child): Sentence => <>Cliente desde {at}.</>,
    administered: 'Você administra serviços.',
    notAdministered: 'Você não administra nada.',
  },
  newCustomer: {
    title: 'Adicionar um cliente',
    explanation: 'Um cliente novo no marketplace. Um que já está aqui recebe, em vez disso, o seu convite.',
    services: 'Serviços que você administra para ele; também pode não escolher nenhum',
    add: 'Adicionar',
  },
  renaming: {
    title: 'Nome',
    explanation: 'O novo nome vale a partir de agora. O histórico conserva os nomes anteriores.',
    rename: 'Alterar o nome',
  },
  customer: {
    related: 'Você tem uma relação de revendedor com este cliente e dá suporte ao que lhe vendeu.',
    notRelated: 'Você trabalha para este cliente por meio do seu provedor.',
    rolesAlone: 'Você não tem relação de revendedor com este cliente, mas funções.',
    services: 'Serviços',
    roles: 'Funções',
    holds: (name: Child, until: Child): Sentence => (
      <>
        {name}, até {until}
      </>
    ),
    subscriptions: 'Assinaturas',
    noSubscriptions: 'O cliente não tem assinaturas.',
    cancel: 'Cancelar a assinatura',
    toDo: 'O que você pode fazer',
    sell: 'Vender uma assinatura de',
    sellIt: 'Vender',
    whatRelinquishing:
      'Você pode renunciar aos seus privilégios de administrador. A relação e o que você vendeu permanecem.',
    relinquish: 'Renunciar a todos os privilégios de administrador',
    end: 'Encerrar a relação',
  },
  relationships: {
    title: 'Relações com parceiros',
    none: 'Você não tem parceiros. Para ter um, abra o link do convite dele.',
    hasLeft: 'Ele deixou o marketplace. Aceite o convite de outro parceiro.',
    removeAllOf: (partner: Child): Sentence => <>Remover todos os privilégios de administrador de {partner}</>,
    removeAll: 'Remover os privilégios de administrador de todos os parceiros',
    nobody: 'Nenhum parceiro administra este serviço.',
    administers: (partner: Child, since: Child, providers: Child): Sentence => (
      <>
        {partner}: administra-o desde {since}
        {providers && <> (por meio de {providers})</>}.
      </>
    ),
    doesNotAdminister: (partner: Child): Sentence => <>{partner}: não o administra.</>,
    hasRelationship: 'Tem uma relação de revendedor com você.',
    remove: 'Remover',
    removeFor: (service: string): string => `Remover para ${service}`,
  },
  removal: {
    title: 'Remover privilégios de administrador?',
    nothing: 'Não há privilégios de administrador para remover.',
    goes: 'Estes privilégios de administrador serão removidos:',
    rights: (partner: Child, service: string): Sentence => (
      <>
        {partner}: {service}
      </>
    ),
    stays: (partners: Child): Sentence => (
      <>
        Todo o resto permanece: a sua relação com {partners}, as suas assinaturas e a cobrança delas, e o suporte a que
        você tem direito pelo que comprou. Para devolver os privilégios, abra de novo o link do convite.
      </>
    ),
    remove: 'Remover',
    keep: 'Mantê-los',
  },
  history: {
    title: 'Histórico',
    nothing: 'Nada aconteceu.',
    change,
    accountChange,
    line: (at: Child, what: Child, who: Child): Sentence => (
      <>
        {at}: {what}
        {who && <> ({who})</>}
      </>
    ),
  },
  invitation: {
    title: 'Um parceiro solicita uma relação',
    asks: (partner: Child, reseller: Child): Sentence =>
      reseller ? (
        <>
          {partner}, em conjunto com {reseller}, gostaria de ser seu revendedor e de administrar serviços em seu nome.
        </>
      ) : (
        <>{partner} gostaria de ser seu revendedor e de administrar serviços em seu nome.</>
      ),
    isFor: (customer: Child): Sentence => <>Você responde por {customer}.</>,
    choose: (partner: Child): Sentence => (
      <>Serviços que {partner} poderá administrar; também pode não escolher nenhum</>
    ),
    staysAsItIs: 'As suas assinaturas, a cobrança e os seus outros parceiros permanecem como estão.',
    accept: 'Aceitar',
    isHeld: (service: string, holder: Child, partner: Child): Sentence => (
      <>
        {holder} administra {service} para você. Um serviço tem um só vendedor que o administra, por isso {partner}{' '}
        tomaria o lugar dele. {holder} continua sendo seu revendedor.
      </>
    ),
    orLeaveOut: 'Se não quiser isso, retire o serviço da sua escolha abaixo.',
    replace: 'Substituir e aceitar',
    hasLeft: (partner: Child): Sentence => (
      <>{partner} deixou o marketplace. Os convites dele já não podem ser aceitos.</>
    ),
    revoked: (partner: Child, at: Child): Sentence => (
      <>
        {partner} revogou este convite em {at}. Se quiser a relação, peça um novo.
      </>
    ),
  },
  extension: {
    title: 'Prorrogação',
    on: 'ativada: mais 180 dias sempre que o fim chega',
    off: 'desativada: termina definitivamente',
    switchOn: 'Ativar a prorrogação',
    switchOff: 'Desativar a prorrogação',
  },
  offers: {
    title: 'Ofertas de funções',
    explanation:
      'Uma oferta pede funções junto a um cliente, por um prazo. Não precisa de relação de revendedor e serve para ' +
      'um só cliente.',
    draw: 'Elaborar uma oferta',
    state: 'Estado',
    states: {
      draft: (): Sentence => 'rascunho',
      'waits-for-reseller': (at: Child): Sentence => <>espera pelo revendedor até {at}</>,
      'waits-for-customer': (at: Child): Sentence => <>espera pelo cliente até {at}</>,
      taken: (): Sentence => 'está sendo aprovada',
      lapsed: (at: Child): Sentence => <>caducou em {at}: elabore uma nova</>,
    },
    roles: 'Funções',
    term: 'Prazo',
    days: (count: number): string => `${number(count)} dias`,
    customer: 'Cliente',
    anyCustomer: 'o primeiro que a aprovar',
    link: 'Link a enviar:',
    change: 'Alterar',
    lock: 'Tornar definitiva',
    discard: 'Descartar',
    forYou: 'Ofertas para você, dos seus provedores',
    by: 'Provedor',
    whatConsenting: 'Se consentir, o cliente pode aprovar a oferta, e as funções são suas.',
    consent: 'Consentir',
    reject: 'Rejeitar',
  },
  offer: {
    title: 'Uma oferta de funções',
    explanation: 'Um rascunho pode ser alterado. Uma oferta definitiva só pode ser aprovada, e só pelo cliente.',
    extends: 'Prorrogar por 180 dias sempre que o fim chegar (não com o Administrador Global)',
    keep: 'Guardar o rascunho',
  },
  approval: {
    title: 'Um parceiro pede funções',
    asks: (partner: Child, name: Child): Sentence => (
      <>
        {partner} pede para administrar serviços em seu nome com estas funções: {name}.
      </>
    ),
    through: (provider: Child): Sentence => <>A oferta foi elaborada pelo provedor dele, {provider}.</>,
    whole: 'Você pode aprovar a oferta como está, ou não fazer nada. Pode encerrar as funções a qualquer momento.',
    untouched: 'As suas assinaturas, a cobrança e as suas relações de revendedor permanecem como estão.',
    approve: 'Aprovar',
    isApproved: 'Você já aprovou esta oferta.',
  },
  access: {
    title: 'Quem pode o quê',
    none: 'Nenhum parceiro pode administrar nada em seu nome.',
    rights: (partner: Child, what: Child): Sentence => (
      <>
        {partner}: {what}
      </>
    ),
    basis: 'Base',
    bases: {
      relationship: 'a sua relação de revendedor com ele, ou com o provedor dele',
      approval: 'a oferta que você aprovou',
    },
    through: 'Por meio de',
    since: 'Desde',
    until: 'Até',
    openEnd: 'ser removido',
    usedBy: 'Usado por',
    agents: 'os agentes administradores e de assistência dele',
    nobody: 'ninguém ainda',
    group: (group: Child, roles: Child): Sentence => (
      <>
        {group}: {roles}
      </>
    ),
    lastChange: 'Última alteração',
    end: 'Encerrar estas funções',
  },
  termination: {
    title: 'Encerrar estas funções?',
    nothing: 'Estas funções terminaram.',
    stays:
      'Todo o resto permanece: relações de revendedor, assinaturas e a cobrança delas, e outros privilégios de ' +
      'administrador. Para devolver as funções é preciso uma nova oferta.',
    end: 'Encerrar',
    keep: 'Mantê-las',
  },
  delegation: {
    at: (customer: Child): Sentence => <>Funções que você tem para {customer}.</>,
    groups: 'Grupos que podem usá-las',
    nobody: 'Ninguém pode usá-las ainda: atribua funções a um grupo.',
    group: 'Grupo',
    assign: 'Atribuir estas funções ao grupo',
    unassign: (group: Child): Sentence => <>Retirar as funções de {group}</>,
    drop: (role: Child): Sentence => <>Renunciar a: {role}</>,
    end: 'Encerrar estas funções',
  },
  ending: {
    title: 'Até quando você administra',
    explanation:
      '30 dias, 7 dias e um dia antes de as funções terminarem definitivamente, você e o cliente recebem um email.',
    none: 'Você não administra nada.',
    until: (at: Child): Sentence => <>Você administra os serviços dele até {at}.</>,
    soon: 'É em breve: envie uma nova oferta ou ative a prorrogação.',
    open: 'Você administra os serviços dele sem fim marcado.',
  },
  due: {
    title: 'O que está vencido',
    explanation:
      'Quando funções terminam, continuam ou caducam, isso vale no seu momento. Entra nos históricos com a próxima ' +
      'alteração, ou agora.',
    settle: 'Registrar o que está vencido',
    more: 'Há mais: registrar o seguinte',
  },
  partners: {
    title: 'Todos os parceiros',
    register: 'Registrar um parceiro',
    program: 'Programa',
    registerIt: 'Registrar',
  },
  partner: {
    suspend: 'Suspender',
    reinstate: 'Retirar a suspensão',
    close: 'Descredenciar',
    areYouSure:
      'Um descredenciamento é definitivo: nenhum comando o desfaz, e vale imediatamente para todos os clientes.',
    sure: 'Sim, descredenciar este parceiro definitivamente',
    closed: (at: Child, reason: Child): Sentence => (
      <>
        Descredenciado em {at}: {reason}
      </>
    ),
    clearing: 'O que ele ainda detém',
    notCleared: 'Está registrado e não permite nada. Limpe-o quando os clientes dele tiverem tido o seu tempo.',
    cleared: (count: number): string => `Clientes já processados: ${number(count)}.`,
    sweeps: { 'under-way': 'A limpeza continua; esta página se atualiza sozinha.', done: 'A limpeza terminou.' },
    makeProvider: 'Torná-lo provedor indireto',
    clear: 'Limpar o que ele detém',
  },
  allCustomers: {
    title: 'Todos os clientes',
    import: 'Importar um cliente',
    whatImporting:
      'O cliente tem uma relação em outro lugar e a traz para cá, com a data dela. Nada muda para quem já está aqui.',
    services: 'Serviços que o parceiro administra',
    importIt: 'Importar',
  },
  oneCustomer: {
    now: 'Quem detém o quê agora',
    then: (at: Child): Sentence => <>Quem detinha o quê em {at}</>,
    nothing: 'Ninguém detém nada.',
    relationship: (partner: Child, since: Child): Sentence => (
      <>
        {partner}: relação de revendedor desde {since}
      </>
    ),
    rights: (partner: Child, service: string, since: Child): Sentence => (
      <>
        {partner}: privilégios de administrador para {service} desde {since}
      </>
    ),
    roles: (partner: Child, name: Child, roles: Child, until: Child): Sentence => (
      <>
        {partner}: funções de {name} até {until}: {roles}
      </>
    ),
    show: 'Mostrar este momento',
    whatErasing:
      'A exclusão exige que nenhum parceiro detenha nada. Ela exclui o nome e o histórico definitivamente.',
    sure: 'Sim, excluir os dados deste cliente definitivamente',
    remove: 'Remover todos os privilégios de administrador',
    erase: 'Excluir os dados do cliente',
  },
  outbox: {
    title: 'Caixa de saída',
    standIn: 'Esta página substitui um servidor de email: mostra todos os emails a todos.',
    to: (recipient: Child, at: Child): Sentence => (
      <>
        Para {recipient}, {at}
      </>
    ),
  },
  mails: {
    accepted: {
      subject: 'Um convite foi aceito',
      toPartner: (_partner: Child, customer: Child, services: Child): Sentence => (
        <>
          {customer} aceitou um convite. Você pode administrar: {services || 'nada'}.
        </>
      ),
      toCustomer: (partner: Child, _customer: Child, services: Child): Sentence => (
        <>
          Você aceitou um convite. {partner} pode administrar: {services || 'nada'}. Você pode remover estes
          privilégios a qualquer momento.
        </>
      ),
    },
    removed: {
      subject: 'Privilégios de administrador terminaram',
      toPartner: (_partner: Child, customer: Child, services: Child): Sentence => (
        <>
          Você já não administra {services} para {customer}.
        </>
      ),
      toCustomer: (partner: Child, _customer: Child, services: Child): Sentence => (
        <>
          {partner} já não administra {services} para você.
        </>
      ),
    },
    ended: {
      subject: 'Uma relação terminou',
      toPartner: (_partner: Child, customer: Child): Sentence => (
        <>A sua relação de revendedor com {customer} terminou.</>
      ),
      toCustomer: (partner: Child): Sentence => <>A sua relação de revendedor com {partner} terminou.</>,
    },
    approved: {
      subject: 'Uma oferta de funções foi aprovada',
      toPartner: (_partner: Child, customer: Child, roles: Child, ends: Child): Sentence => (
        <>
          {customer} aprovou a sua oferta. Até {ends} você tem: {roles}. Atribua as funções a um grupo seu.
        </>
      ),
      toCustomer: (partner: Child, _customer: Child, roles: Child, ends: Child): Sentence => (
        <>
          Você aprovou uma oferta. Até {ends} {partner} tem: {roles}. Você pode encerrar isto a qualquer momento.
        </>
      ),
    },
    'roles-ended': {
      subject: 'Funções terminaram',
      toPartner: (_partner: Child, customer: Child, roles: Child): Sentence => (
        <>
          Junto a {customer} você já não tem: {roles}.
        </>
      ),
      toCustomer: (partner: Child, _customer: Child, roles: Child): Sentence => (
        <>
          {partner} já não tem: {roles}.
        </>
      ),
    },
    'roles-ending': {
      subject: 'Funções vão terminar',
      toPartner: (_partner: Child, customer: Child, roles: Child, ends: Child): Sentence => (
        <>
          Em {ends} você perde junto a {customer}: {roles}. Até lá, a prorrogação pode ser ativada.
        </>
      ),
      toCustomer: (partner: Child, _customer: Child, roles: Child, ends: Child): Sentence => (
        <>
          Em {ends} {partner} perde: {roles}. Até lá, a prorrogação pode ser ativada.
        </>
      ),
    },
  },
};
