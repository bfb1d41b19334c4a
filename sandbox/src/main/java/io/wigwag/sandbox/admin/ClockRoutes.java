package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.clock.SandboxClock;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import java.time.Duration;

/// The sandbox's time (section 22).
final class ClockRoutes {
    private final Inside inside;

    ClockRoutes(Inside inside) {
        this.inside = inside;
    }

    void enter(Router router) {
        router.route("GET", "/admin/clock", (_, _) -> shown());
        router.route("PUT", "/admin/clock", (request, _) -> set(request));
        router.route("POST", "/admin/clock/advance", (request, _) -> advance(request));
    }

    private Reply shown() {
        var clock = inside.exchange().clock();
        var json = Json.object();
        switch (clock.mode()) {
            case SandboxClock.Mode.Offset(var offset) ->
                json.put("mode", offset.isZero() ? "system" : "offset")
                        .put("offsetMs", offset.toMillis())
                        .put("rate", 1.0);
            case SandboxClock.Mode.Rate(var rate, var _, var _) ->
                json.put("mode", "rate").put("offsetMs", offset(clock)).put("rate", rate);
            case SandboxClock.Mode.Manual(var _) ->
                json.put("mode", "manual").put("offsetMs", offset(clock)).put("rate", 0.0);
        }
        return Json.ok(json.put("now", clock.instant().toString()));
    }

    private static long offset(SandboxClock clock) {
        return Duration.between(clock.realInstant(), clock.instant()).toMillis();
    }

    private Reply set(Request request) throws Exception {
        var fields = Json.body(request);
        var mode = fields.requireText("mode");
        var offset = fields.number("offsetMs");
        var rate = fields.decimal("rate");
        var now = fields.time("now");
        fields.end();
        inside.change(() -> {
            var clock = inside.exchange().clock();
            switch (mode) {
                case "system" -> clock.set(SandboxClock.SYSTEM);
                case "offset" ->
                    clock.set(new SandboxClock.Mode.Offset(Duration.ofMillis(offset.orElseThrow(
                            () -> Problem.badRequest("body.offsetMs: absent (expected: a number)")))));
                case "rate" -> {
                    if (!(rate.orElse(0) > 0)) {
                        throw Problem.badRequest("body.rate: " + rate + " (expected: a number above 0)");
                    }
                    clock.setRate(rate.getAsDouble());
                }
                case "manual" -> clock.set(new SandboxClock.Mode.Manual(now.orElseGet(clock::instant)));
                default ->
                    throw Problem.badRequest("body.mode: " + mode + " (expected: system, offset, rate or manual)");
            }
            inside.exchange().events().add("clock.moved", "mode", mode, "now", clock.instant());
        });
        return shown();
    }

    private Reply advance(Request request) throws Exception {
        var fields = Json.body(request);
        var by = fields.millis("ms").orElseThrow(() -> fields.wrong("ms", "a number"));
        fields.end();
        if (by.isNegative()) {
            throw fields.wrong("ms", "a number from 0");
        }
        if (!(inside.exchange().clock().mode() instanceof SandboxClock.Mode.Manual)) {
            throw Problem.conflict("clock_not_manual", "mode: the clock runs by itself (expected: manual)");
        }
        inside.exchange().loop().advance(by);
        inside.exchange()
                .events()
                .add(
                        "clock.moved",
                        "mode",
                        "manual",
                        "now",
                        inside.exchange().clock().instant());
        return shown();
    }
}
