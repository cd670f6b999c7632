import { KindRouter, PageKind, ReflectionKind, type Application, type Reflection } from 'typedoc';

/** TypeDoc's router, but for the methods of a service: each has a page of its own, as functions have. */
export class PagePerMethod extends KindRouter {
  constructor(app: Application) {
    super(app);
    this.directories.set(ReflectionKind.Method, 'methods');
  }

  protected override getPageKind(target: Reflection): PageKind | undefined {
    const isOfService = target.kindOf(ReflectionKind.Method) && target.parent?.name.endsWith('Service') === true;
    return isOfService ? PageKind.Reflection : super.getPageKind(target);
  }
}
