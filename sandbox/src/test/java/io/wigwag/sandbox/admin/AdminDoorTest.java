package io.wigwag.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.http.Body;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Request;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminDoorTest {
    private static Request request(String path, String... headers) {
        var all = new TreeMap<String, String>();
        all.put("host", "127.0.0.1:8080");
        for (var i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return new Request("GET", path, path, Map.of(), all, new Body.InMemory(Octets.EMPTY), true);
    }

    private static void refused(AdminDoor door, Request request, int status) {
        assertThatThrownBy(() -> door.check(request))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(status));
    }

    private static void welcome(AdminDoor door, Request request) {
        assertThatCode(() -> door.check(request)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "localhost:1", "127.0.0.1:8080", "[::1]:8080", "[::1]", "LOCALHOST:9", "box.test"})
    void itsOwnNamesAreKnown(String host) {
        var door = new AdminDoor(
                SandboxSettings.builder().tlsNames(List.of("box.test")).build());
        welcome(door, request("/admin/health", "host", host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example:8080", "", "10.0.0.1"})
    void otherNamesAreRefusedOnTheLoopback(String host) {
        var door = new AdminDoor(SandboxSettings.builder().build());
        refused(door, request("/admin/health", "host", host), 403);
    }

    @Test
    void onAWiderAddressAnyNameWillDo() {
        var door = new AdminDoor(SandboxSettings.builder().bind("0.0.0.0").build());
        welcome(door, request("/admin/health", "host", "sandbox.test:80"));
    }

    @Test
    void noWebPageSteersASandbox() {
        var door = new AdminDoor(SandboxSettings.builder()
                .allowedOrigins(List.of("https://console.test"))
                .build());
        refused(door, request("/admin/health", "origin", "https://evil.example"), 403);
        refused(door, request("/admin/health", "origin", "null"), 403);
        welcome(door, request("/admin/health", "origin", "https://console.test"));
    }

    @Test
    void aTokenIsWantedWhereThereIsOne() {
        var door = new AdminDoor(SandboxSettings.builder().adminToken("secret").build());
        refused(door, request("/admin/health"), 401);
        refused(door, request("/admin/health", "authorization", "Bearer secre"), 401);
        refused(door, request("/admin/health", "authorization", "secret"), 401);
        welcome(door, request("/admin/health", "authorization", "Bearer secret"));
        welcome(door, request("/admin/mock-phone/scan-qr"));
    }

    @Test
    void scanningNeedsTheTokenOnWish() {
        var door = new AdminDoor(SandboxSettings.builder()
                .adminToken("secret")
                .scanNeedsToken(true)
                .build());
        refused(door, request("/admin/mock-phone/scan-qr"), 401);
        welcome(door, request("/admin/mock-phone/scan-qr", "authorization", "Bearer secret"));
    }
}
