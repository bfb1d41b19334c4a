package io.wigwag.gateway.http.json;

import io.wigwag.gateway.http.Finding;

/// Where in a request a value stands.
public final class Place {
    /// The body as a whole.
    public static final Place BODY = new Place(new Finding.Place.InBody(""));

    private final Finding.Place place;

    private Place(Finding.Place place) {
        this.place = place;
    }

    public static Place parameter(String name) {
        return new Place(new Finding.Place.InTarget(name));
    }

    public static Place header(String name) {
        return new Place(new Finding.Place.InHead(name));
    }

    /// One step into an object or list of the body. A parameter has no inside: a value of its list stands for it.
    Place in(String step) {
        return switch (place) {
            case Finding.Place.InBody(var pointer) -> {
                var escaped = step.replace("~", "~0").replace("/", "~1");
                yield new Place(new Finding.Place.InBody(pointer + "/" + escaped));
            }
            case Finding.Place.InTarget _, Finding.Place.InHead _ -> this;
        };
    }

    public Finding.Place named() {
        return place;
    }
}
