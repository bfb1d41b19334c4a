package io.wigwag.gateway.device;

import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.json.Length;
import io.wigwag.gateway.http.json.Within;
import io.wigwag.gateway.http.list.Cursors;
import io.wigwag.gateway.http.list.Page;
import io.wigwag.gateway.http.route.Answer;
import io.wigwag.gateway.http.route.From;
import io.wigwag.gateway.http.route.Handler;
import io.wigwag.gateway.http.route.Route;
import io.wigwag.gateway.identity.Caller;
import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.MalformedCursor;
import java.util.List;
import java.util.Optional;

/// Devices: made, looked at, started, stopped, logged out, deleted.
public final class DeviceRoutes {
    private static final String TAG = "Devices";
    private static final int USUAL = 50;

    private final DeviceDesk desk;
    private final Cursors cursors;

    public DeviceRoutes(DeviceDesk desk, Cursors cursors) {
        this.desk = desk;
        this.cursors = cursors;
    }

    /// What a new device is to be.
    record Creation(@From(From.Part.BODY) Optional<NewDevice> wish) {}

    /// Its body.
    record NewDevice(@Length(min = 1, max = 100) Optional<String> name, Optional<Boolean> start) {}

    /// One device.
    record Named(@From(From.Part.PATH) String id) {
        static final Named EXAMPLE = new Named(DeviceView.EXAMPLE.id());
    }

    record Listing(
            @From(From.Part.QUERY) Optional<String> cursor,

            @From(From.Part.QUERY) @Within(min = 1, max = 200)
            Optional<Integer> limit) {}

    public List<Route<?, ?>> all() {
        return List.of(
                Route.post("/v1/devices")
                        .needing("devices:write")
                        .about(
                                TAG,
                                "Makes a device",
                                "It begins to connect at once, so that `GET /v1/devices/{id}/qr` has a code a moment"
                                        + " later; `start: false` leaves it at rest.")
                        .taking(new Creation(Optional.of(new NewDevice(Optional.of("shop"), Optional.empty()))))
                        .answering(Response.CREATED, DeviceView.class, DeviceView.EXAMPLE)
                        .failing(Orders.PROBLEMS)
                        .by(this::create),
                Route.get("/v1/devices")
                        .needing("devices:read")
                        .about(TAG, "Lists devices", "In the order in which they were made.")
                        .taking(new Listing(Optional.empty(), Optional.of(USUAL)))
                        .answering(
                                Response.OK,
                                Page.class,
                                DeviceView.class,
                                Page.of(List.of(DeviceView.EXAMPLE), Optional.empty()))
                        .failing(ProblemCode.INVALID_CURSOR)
                        .by((listing, request) -> Answer.of(list(listing, request))),
                Route.get("/v1/devices/{id}")
                        .needing("devices:read")
                        .about(TAG, "Shows a device", "")
                        .taking(Named.EXAMPLE)
                        .answering(Response.OK, DeviceView.class, DeviceView.EXAMPLE)
                        .failing(ProblemCode.NOT_FOUND)
                        .by((named, request) ->
                                Answer.of(desk.view(Caller.of(request).tenant(), named.id()))),
                Route.get("/v1/devices/{id}/status")
                        .needing("devices:read")
                        .about(
                                TAG,
                                "Tells how a device is",
                                "One state, why, since when, what somebody should do now, and when it last proved that"
                                        + " it works.")
                        .taking(Named.EXAMPLE)
                        .answering(Response.OK, StatusView.class, StatusView.EXAMPLE)
                        .failing(ProblemCode.NOT_FOUND)
                        .by((named, request) ->
                                Answer.of(desk.status(Caller.of(request).tenant(), named.id()))),
                order(
                        "start",
                        "Starts a device",
                        "It connects, stays connected, and comes back after a restart.",
                        this::start),
                order(
                        "stop",
                        "Stops a device",
                        "It ends its connection and stays away until it is started.",
                        this::stop),
                order(
                        "logout",
                        "Unlinks a device from its account",
                        "It vanishes from the phone's list of linked devices. It can be linked anew.",
                        this::logOut),
                Route.delete("/v1/devices/{id}")
                        .needing("devices:write")
                        .about(
                                TAG,
                                "Deletes a device",
                                "Logs it out where that is possible, and destroys its keys and all that they sealed,"
                                        + " its events included.")
                        .taking(Named.EXAMPLE)
                        .failing(ProblemCode.NOT_FOUND, ProblemCode.DEVICE_ELSEWHERE)
                        .by((named, request) -> {
                            desk.delete(Caller.of(request).tenant(), named.id());
                            return Answer.nothing();
                        }));
    }

    private static Route<?, ?> order(
            String word, String summary, String description, Handler<Named, DeviceView> handler) {
        return Route.post("/v1/devices/{id}/" + word)
                .needing("devices:write")
                .about(TAG, summary, description)
                .taking(Named.EXAMPLE)
                .answering(Response.OK, DeviceView.class, DeviceView.EXAMPLE)
                .failing(Orders.PROBLEMS)
                .failing(ProblemCode.DEVICE_LOGGED_OUT)
                .by(handler);
    }

    private Answer<DeviceView> create(Creation creation, Request request) throws Problem, InterruptedException {
        var wish = creation.wish();
        var start = wish.flatMap(NewDevice::start).orElse(true);
        var made = desk.create(Caller.of(request).tenant(), wish.flatMap(NewDevice::name), start);
        return Answer.of(made).with("Location", "/v1/devices/" + made.id());
    }

    private Page<DeviceView> list(Listing listing, Request request) throws Problem {
        var tenant = Caller.of(request).tenant();
        var list = tenant.name() + "/devices";
        var after = listing.cursor().isPresent()
                ? Optional.of(cursors.place(list, listing.cursor().get()))
                : Optional.<String>empty();
        try {
            var page = desk.list(tenant, after, listing.limit().orElse(USUAL));
            return Page.of(page.views(), page.next().map(Cursor::toText).map(place -> cursors.token(list, place)));
        } catch (MalformedCursor changed) {
            throw Problem.of(ProblemCode.INVALID_CURSOR, "This cursor was not made for this list.");
        }
    }

    private Answer<DeviceView> start(Named named, Request request) throws Problem, InterruptedException {
        return Answer.of(desk.start(Caller.of(request).tenant(), named.id()));
    }

    private Answer<DeviceView> stop(Named named, Request request) throws Problem, InterruptedException {
        return Answer.of(desk.stop(Caller.of(request).tenant(), named.id()));
    }

    private Answer<DeviceView> logOut(Named named, Request request) throws Problem, InterruptedException {
        return Answer.of(desk.logOut(Caller.of(request).tenant(), named.id()));
    }
}
