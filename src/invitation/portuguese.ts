import type { InvitationTexts } from './invitation-texts';

/**
 * The invitation email in Portuguese, with the terms of Microsoft's pages in it: a reseller relationship is a
 * `relação de revendedor`, admin rights are `privilégios de administrador`.
 */
export const portuguese: InvitationTexts = /* @__PURE__ */ Object.freeze({
  lang: 'pt',
  title: 'Uma relação de revendedor com a sua organização',
  subject: '{partner} solicita uma relação de revendedor com a sua organização',
  greeting: 'Olá,',
  proposal:
    '{partner} gostaria de trabalhar com a sua organização como revendedor e de administrar serviços em nome dela.',
  proposalWithReseller:
    '{partner}, em conjunto com {reseller}, gostaria de trabalhar com a sua organização como revendedor e de ' +
    'administrar serviços em nome dela.',
  instruction: 'Para aceitar, abra este link com uma conta de administrador da sua organização:',
  choice:
    'Ao aceitar, a sua organização escolhe os serviços que {partner} poderá administrar; também pode não escolher ' +
    'nenhum. As assinaturas, a cobrança e os outros parceiros da sua organização permanecem como estão.',
  choiceWithReseller:
    'Ao aceitar, a sua organização escolhe os serviços que {partner} poderá administrar e os que {reseller} poderá ' +
    'administrar; também pode não escolher nenhum. As assinaturas, a cobrança e os outros parceiros da sua ' +
    'organização permanecem como estão.',
  control: 'A qualquer momento, pode rever os seus parceiros e remover os privilégios de administrador que eles têm.',
});
