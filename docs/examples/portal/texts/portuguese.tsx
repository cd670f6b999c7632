import type { Child } from 'hono/jsx';
import type { PartnerChange, PartnerProgram, RelationshipChange, RemovalReason } from 'partner-relationships';
import { portuguese as email } from 'partner-relationships/invitation';
import { serviceName } from '../market';
import type { PartnerName } from '../names';
import type { Sentence, Texts } from './english';
import { formatsIn } from './formats';

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
  }
}

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
    '/customer/name': 'Nome',
    '/partner': 'Solicitações',
    '/partner/customers': 'Clientes',
    '/partner/name': 'Nome',
    '/operator': 'Parceiros',
    '/operator/customers': 'Clientes',
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
  },
  programs,
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
  mayNot: (operations: Child): Sentence => <>Você não pode {operations}.</>,
  denial: (fact: string, party: string, action: string): string => `${fact}; ${party} ${action}.`,
  facts: {
    'open-account': 'A sua conta está encerrada',
    'relationship-in-force': 'Você não tem relação de revendedor com este cliente',
    'original-reseller': 'Você não vendeu esta assinatura',
    'admin-rights': 'Você não tem privilégios de administrador para este serviço',
    'transacting-program': 'O seu programa não vende assinaturas',
    'active-standing': 'Você está suspenso',
  },
  parties: {
    customer: 'o cliente pode',
    'original-reseller': 'o parceiro que a vendeu pode',
    'transacting-partner': 'um parceiro que vende pode',
    operator: 'o marketplace pode',
  },
  remedies: {
    'accept-the-partners-request': 'aceitar o seu convite',
    'accept-and-delegate-the-service': 'aceitar um convite e escolher este serviço',
    'perform-the-operation': 'fazê-lo',
    'turn-to-another-partner': 'aceitar o convite de outro parceiro',
    'reinstate-the-partner': 'retirar a suspensão',
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
    services: 'Serviços',
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
  },
};
