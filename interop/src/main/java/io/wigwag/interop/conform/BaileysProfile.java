package io.wigwag.interop.conform;

import io.wigwag.core.login.Browser;
import io.wigwag.core.login.ClientProfile;
import io.wigwag.core.login.MalformedProfile;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The settings under which our client says of itself what Baileys says under a configuration of its own.
final class BaileysProfile {
    private static final Map<String, String> HISTORY = Map.ofEntries(
            Map.entry("storage-quota-mb", "10240"),
            Map.entry("support-call-log-history", "false"),
            Map.entry("support-group-history", "false"),
            Map.entry("thumbnail-sync-days-limit", ""),
            Map.entry("support-manus-history", ""),
            Map.entry("support-hatch-history", ""));

    private BaileysProfile() {}

    static ClientProfile of(JsonNode config) throws MalformedProfile {
        var browser = config.required("browser");
        var system = browser.get(0).asString();
        var name = browser.get(1).asString().toUpperCase(Locale.ROOT);
        var version = config.required("version");
        var everything = config.required("syncFullHistory").asBoolean();
        var settings = new HashMap<String, String>();
        settings.put(
                "client.version",
                version.get(0).asInt() + "." + version.get(1).asInt() + "."
                        + version.get(2).asInt());
        settings.put("client.device-name", system);
        settings.put("client.browser", browser(name).name());
        settings.put("client.platform", name.equals("ANDROID") ? "ANDROID" : "WEB");
        settings.put("client.web-platform", webPlatform(system, browser.get(1).asString(), everything));
        settings.put("client.country", config.required("countryCode").asString());
        settings.put("client.full-history", String.valueOf(everything));
        settings.put("client.push-name", config.path("pushName").asString(""));
        HISTORY.forEach((wish, value) -> settings.put("client.history." + wish, value));
        return ClientProfile.of(settings);
    }

    private static Browser browser(String name) {
        return switch (name) {
            case "CATALINA" -> Browser.MAC_APP;
            case "ANDROID" -> Browser.ANDROID_PHONE;
            default -> Browser.valueOf(name);
        };
    }

    private static String webPlatform(String system, String browser, boolean everything) {
        if (!everything || !browser.equals("Desktop")) {
            return "WEB_BROWSER";
        }
        return switch (system) {
            case "Mac OS" -> "DARWIN";
            case "Windows" -> "WIN32";
            default -> "WEB_BROWSER";
        };
    }
}
