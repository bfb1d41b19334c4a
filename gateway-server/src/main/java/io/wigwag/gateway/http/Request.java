package io.wigwag.gateway.http;

import io.wigwag.core.octets.Octets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One HTTP request, as a service sees it. A filter that found something out hands on a copy that says so.
public final class Request {
    private final String method;
    private final Target target;
    private final Headers headers;
    private final Body body;
    private final Arrival arrival;
    private final Map<Trait<?>, Object> traits;

    private Request(
            String method, Target target, Headers headers, Body body, Arrival arrival, Map<Trait<?>, Object> traits) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.arrival = arrival;
        this.traits = traits;
    }

    public static Request of(String method, Target target, Headers headers, Body body, Arrival arrival) {
        return new Request(method, target, headers, body, arrival, Map.of());
    }

    /// A request from nowhere, for tests of services without a socket.
    public static Request of(String method, String target, Headers headers, String body) throws MalformedTarget {
        var bytes = Octets.wrap(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return of(method, Target.parse(target), headers, Body.of(bytes), Arrival.local());
    }

    public String method() {
        return method;
    }

    public Target target() {
        return target;
    }

    public Headers headers() {
        return headers;
    }

    public Body body() {
        return body;
    }

    public Arrival arrival() {
        return arrival;
    }

    /// What a filter found out.
    public <T> Optional<T> trait(Trait<T> trait) {
        return Optional.ofNullable(traits.get(trait)).map(trait::of);
    }

    public <T> Request with(Trait<T> trait, T value) {
        var more = new HashMap<>(traits);
        more.put(trait, value);
        return new Request(method, target, headers, body, arrival, Map.copyOf(more));
    }

    @Override
    public String toString() {
        return method + " " + target.path();
    }
}
