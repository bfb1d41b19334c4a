package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.http.Router;
import java.util.function.Supplier;

/// Everything under `/admin`.
public final class AdminApi {
    private final Inside inside;
    private final Contract contract = Contract.read();

    public AdminApi(Inside inside) {
        this.inside = inside;
    }

    /// Enters all routes. Where everything is to be found is asked when the ports are known.
    public void enter(Router router, Supplier<Whereabouts> whereabouts) {
        router.guard("/admin", new AdminDoor(inside.settings()));
        if (Contract.class.desiredAssertionStatus()) {
            // Tests run so: no answer leaves that the contract does not know.
            router.inspector(contract);
        }
        router.route("GET", "/admin/info", (_, _) -> Json.ok(whereabouts.get().json()));
        router.route("GET", "/admin/openapi.json", (_, _) -> Json.ok(OpenApi.of(contract)));
        new SystemRoutes(inside).enter(router);
        new LinkRoutes(inside).enter(router);
        new PasskeyRoutes(inside).enter(router);
        new PhoneRoutes(inside).enter(router);
        new ContactRoutes(inside).enter(router);
        new PrivacyRoutes(inside).enter(router);
        new ActRoutes(inside).enter(router);
        new PersonaRoutes(inside).enter(router);
        new GroupRoutes(inside).enter(router);
        new ChannelRoutes(inside).enter(router);
        new ConnectionRoutes(inside).enter(router);
        new WatchRoutes(inside).enter(router);
        new AwaitRoutes(inside).enter(router);
        new BlobRoutes(inside).enter(router);
        new FaultRoutes(inside).enter(router);
        new ClockRoutes(inside).enter(router);
        new StateRoutes(inside).enter(router);
        contract.requireAll(router.patterns());
    }
}
