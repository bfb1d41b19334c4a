package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.LinkRefused;
import io.wigwag.sandbox.server.Linking;
import java.util.Map;
import java.util.Optional;

/// Linking companions from outside.
public final class LinkRoutes {
    private final Exchange exchange;

    public LinkRoutes(Exchange exchange) {
        this.exchange = exchange;
    }

    public void enter(Router router) {
        router.route("POST", "/admin/mock-phone/scan-qr", this::scan);
    }

    private Reply scan(Request request, Map<String, String> path) throws Exception {
        var text = request.body().text();
        try {
            return json(exchange.loop().call(() -> exchange.linking().scan(text, Optional.empty())));
        } catch (LinkRefused refused) {
            throw new Problem(refused.status(), "link_refused", refused.detail());
        }
    }

    private static Reply json(Linking.Linked linked) {
        return Json.reply(
                200,
                Json.object()
                        .put("account", linked.account().number())
                        .put("jid", linked.pn().toString())
                        .put("lid", linked.lid().toString())
                        .put("device", linked.device()));
    }
}
