import java.util.ArrayList;
import java.util.List;

/** All routes up to this lab, with the layers that save clients what they have already. */
final class CachingRoutes {

    private CachingRoutes() {}

    static Flags flags(Flags flags) {
        return FileRoutes.flags(CatalogRoutes.flags(SharedRoutes.flags(flags)));
    }

    /** @param application the routes of lab 07's {@link Application} */
    static List<Route> routes(Flags flags, List<Route> application) throws Exception {
        return routes(flags, application, CatalogRoutes.catalog(flags));
    }

    /** @param products where the cache has its values from */
    static List<Route> routes(Flags flags, List<Route> application, Catalog products) throws Exception {
        Cache cache = CatalogRoutes.cache(flags);
        CatalogRoutes catalog = CatalogRoutes.from(flags, products, cache);
        List<Route> routes = new ArrayList<>(application);
        routes.addAll(SharedRoutes.routes(flags));
        routes.addAll(catalog.reads());
        routes.addAll(FileRoutes.routes(flags));
        List<Route> all = new ArrayList<>(MiddlewareChain.wrap(routes,      // From outside to inside:
                new Ranges(),                   // only a part of the content, if the client asks for one
                new ConditionalRequests(routes), // no content, if the client has it already
                new Compression(cache)));       // the content in fewer bytes, if the client can decode them
        all.addAll(catalog.writes());           // They evaluate conditions on their own.
        return all;
    }
}
