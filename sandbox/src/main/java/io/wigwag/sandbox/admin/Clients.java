package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.server.Greeting;
import tools.jackson.databind.node.ObjectNode;

/// What clients say of themselves when they connect.
final class Clients {
    private Clients() {}

    static ObjectNode facts(Greeting greeting) {
        var payload = greeting.payload();
        var agent = payload.getUserAgent();
        var version = agent.getAppVersion();
        return Json.object()
                .put("version", version.getPrimary() + "." + version.getSecondary() + "." + version.getTertiary())
                .put("platform", agent.getPlatform().name())
                .put("manufacturer", agent.getManufacturer())
                .put("deviceModel", agent.getDevice())
                .put("osVersion", agent.getOsVersion())
                .put("webSubPlatform", payload.getWebInfo().getWebSubPlatform().name())
                .put("connectReason", payload.getConnectReason().name())
                .put("passive", payload.getPassive())
                .put("pushName", payload.getPushName())
                .put("host", greeting.host());
    }
}
