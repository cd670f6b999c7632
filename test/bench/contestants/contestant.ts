import type { AuthorizationQuestion } from 'partner-relationships';
import type { Workload } from '../../fixtures/workload';

/** One way to decide questions about one customer. */
export interface Contestant<Given = Workload, Question = AuthorizationQuestion> {
  readonly name: string;
  /** Sets it up for a workload, as somebody who knows it well would: whatever can be done before the questions, is. */
  readonly prepare: (workload: Given) => Judge<Question> | Promise<Judge<Question>>;
}

export interface Judge<Question = AuthorizationQuestion> {
  readonly answers: (questions: readonly Question[]) => readonly boolean[];
  /** For the stopwatch: decides all of the questions so many times, and counts what is allowed. */
  readonly repeat: (questions: readonly Question[]) => (times: number) => number;
}

/**
 * @param formOf puts a question into the form that the contestant takes; not timed, although an application would have
 *   to do it as well
 * @param isAllowed decides, and finds the reason where the contestant knows one
 */
export function judge<Form, Question = AuthorizationQuestion>(
  formOf: (question: Question) => Form,
  isAllowed: (form: Form) => boolean,
): Judge<Question> {
  return {
    answers: (questions) => questions.map((question) => isAllowed(formOf(question))),
    repeat: (questions) => {
      const forms = questions.map(formOf);
      return (times) => allowedAmong(forms, isAllowed, times);
    },
  };
}

function allowedAmong<Form>(forms: readonly Form[], isAllowed: (form: Form) => boolean, times: number): number {
  let allowed = 0;
  for (let done = 0; done < times; done += 1) {
    for (const form of forms) {
      if (isAllowed(form)) allowed += 1;
    }
  }
  return allowed;
}

/** The sets of operations that the questions need to be told apart. */
export const OPERATION_SETS = {
  administration: ['manage-users', 'file-service-request'],
  billing: ['receive-bill', 'cancel-subscription'],
  growth: ['add-seats'],
} as const;

/** The services that a partner has admin rights for. */
export function servicesOf({ state }: Workload, partnerId: string): readonly string[] {
  return state.delegations.filter((held) => held.partnerId === partnerId).map(({ serviceId }) => serviceId);
}
