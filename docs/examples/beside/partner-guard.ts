import {
  ForbiddenException,
  ServiceUnavailableException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import {
  httpStatuses,
  type AdministrationOperation,
  type RelationshipService,
} from 'partner-relationships';

/** What the guard reads of a request. */
export interface PartnerRequest {
  /** From the session that you have authenticated. */
  readonly session: { readonly partnerId: string };
  readonly params: { readonly customerId: string; readonly serviceId: string };
}

/** Lets a partner through that may do this for the customer in the route. */
export class PartnerGuard implements CanActivate {
  constructor(
    private readonly service: RelationshipService,
    private readonly operation: AdministrationOperation,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { session, params } = context
      .switchToHttp()
      .getRequest<PartnerRequest>();
    const answer = await this.service.authorize({
      ...params,
      partnerId: session.partnerId,
      operation: this.operation,
    });
    if (answer.isOk()) return true;
    if (httpStatuses[answer.error.code] === 503) {
      throw new ServiceUnavailableException();
    }
    throw new ForbiddenException(answer.error);
  }
}
