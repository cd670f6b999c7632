import type { ErrorOf } from '../../service/error-code';
import type { RoleDenied } from '../deciding/role-denied';
import type { RoleService } from './role-service';

/** Every error that the role service, or a pure function beside it, answers with. */
export type RoleError = ErrorOf<RoleService[keyof RoleService]> | RoleDenied;
