package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Who may ask the admin interface: those with the token, where there is one, and no web page that happens to be open
/// in a browser on this machine.
final class AdminDoor implements Router.Guard {
    private static final String SCAN = "/admin/mock-phone/scan-qr";
    private static final String BEARER = "Bearer ";

    private final SandboxSettings settings;
    private final boolean loopback;
    private final Set<String> hosts = new HashSet<>();

    AdminDoor(SandboxSettings settings) {
        this.settings = settings;
        loopback = isLoopback(settings.bind());
        hosts.addAll(List.of("localhost", "127.0.0.1", "[::1]", settings.bind()));
        hosts.addAll(settings.tlsNames());
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getAllByName(address)[0].isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            // It could not be listened on either.
            return true;
        }
    }

    @Override
    public void check(Request request) throws Problem {
        var origin = request.header("origin");
        if (origin.filter(page -> !settings.allowedOrigins().contains(page)).isPresent()) {
            throw new Problem(403, "origin", "Origin: " + origin.get() + " (expected: none, or one that is allowed)");
        }
        var host = request.header("host").orElse("");
        if (loopback && !hosts.contains(name(host))) {
            throw new Problem(403, "host", "Host: " + host + " (expected: a name of this sandbox)");
        }
        var isOpen = request.path().equals(SCAN) && !settings.scanNeedsToken();
        if (settings.adminToken().isPresent()
                && !isOpen
                && !carries(request, settings.adminToken().get())) {
            throw new Problem(401, "token", "Authorization: missing or wrong (expected: Bearer and the admin token)");
        }
    }

    private static String name(String host) {
        var port = host.lastIndexOf(':');
        var name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean carries(Request request, String token) {
        var given = request.header("authorization").orElse("");
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), (BEARER + token).getBytes(StandardCharsets.UTF_8));
    }
}
