import { json, Router, type Request } from 'express';
import {
  httpStatuses,
  type RelationshipService,
  type UncheckedActor,
} from 'partner-relationships';
import { removeDelegationsFormSchema } from 'partner-relationships/schema';

/** Who acts, from the session that you have authenticated; null: nobody. */
export type ActorOf = (request: Request) => UncheckedActor | null;

export function relationshipRoutes(
  service: RelationshipService,
  actorOf: ActorOf,
): Router {
  const router = Router();
  router.use(json({ limit: '100kb' }));

  router.post('/removals', async (request, response) => {
    const by = actorOf(request);
    if (by === null) {
      response.sendStatus(401);
      return;
    }
    const form = removeDelegationsFormSchema.safeParse(request.body);
    if (!form.success) {
      response.status(400).json({ issues: form.error.issues });
      return;
    }
    const removed = await service.removeDelegations({ ...form.data, by });
    removed.match(
      ({ changes }) => response.json({ changes }),
      (error) => response.status(httpStatuses[error.code]).json(error),
    );
  });
  return router;
}
