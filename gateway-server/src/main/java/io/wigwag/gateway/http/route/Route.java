package io.wigwag.gateway.http.route;

import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Response;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One thing that the interface can do.
///
/// @param in its components say by [From] where they are read from
/// @param inExample what a request may look like
public record Route<I, O>(Operation operation, Class<I> in, I inExample, Output<O> out, Handler<I, O> handler) {
    public static Draft<Nothing, Nothing> get(String path) {
        return new Draft<>(Sketch.of("GET", path), Nothing.AT_ALL, new Output.Empty(List.of(Response.NO_CONTENT)));
    }

    public static Draft<Nothing, Nothing> post(String path) {
        return new Draft<>(Sketch.of("POST", path), Nothing.AT_ALL, new Output.Empty(List.of(Response.NO_CONTENT)));
    }

    public static Draft<Nothing, Nothing> put(String path) {
        return new Draft<>(Sketch.of("PUT", path), Nothing.AT_ALL, new Output.Empty(List.of(Response.NO_CONTENT)));
    }

    public static Draft<Nothing, Nothing> patch(String path) {
        return new Draft<>(Sketch.of("PATCH", path), Nothing.AT_ALL, new Output.Empty(List.of(Response.NO_CONTENT)));
    }

    public static Draft<Nothing, Nothing> delete(String path) {
        return new Draft<>(Sketch.of("DELETE", path), Nothing.AT_ALL, new Output.Empty(List.of(Response.NO_CONTENT)));
    }

    /// What a draft knows that has no type of its own.
    private record Sketch(
            String method,
            PathPattern path,
            Optional<Access> access,
            Operation.About about,
            Set<ProblemCode> problems,
            int largestBody) {
        static Sketch of(String method, String path) {
            return new Sketch(
                    method,
                    PathPattern.parse(path),
                    Optional.empty(),
                    new Operation.About("", "", ""),
                    EnumSet.noneOf(ProblemCode.class),
                    Operation.LARGEST_BODY);
        }
    }

    /// A route that is being declared. Its methods give changed copies.
    public static final class Draft<I, O> {
        private final Sketch sketch;
        private final I input;
        private final Output<O> output;

        private Draft(Sketch sketch, I input, Output<O> output) {
            this.sketch = sketch;
            this.input = input;
            this.output = output;
        }

        /// Only for callers with this permission.
        public Draft<I, O> needing(String permission) {
            return with(sketch.path, Optional.of(new Access.Needs(permission)), sketch.about, sketch.largestBody);
        }

        /// For everybody, keys or no keys.
        public Draft<I, O> open() {
            return with(sketch.path, Optional.of(new Access.Open()), sketch.about, sketch.largestBody);
        }

        public Draft<I, O> about(String tag, String summary, String description) {
            return with(sketch.path, sketch.access, new Operation.About(tag, summary, description), sketch.largestBody);
        }

        /// How large a body of JSON it reads, when it is not the usual size.
        public Draft<I, O> upTo(int bytes) {
            return with(sketch.path, sketch.access, sketch.about, bytes);
        }

        /// The same route at another address, for clients who know it by that.
        public Draft<I, O> at(String path) {
            return with(PathPattern.parse(path), sketch.access, sketch.about, sketch.largestBody);
        }

        private Draft<I, O> with(PathPattern path, Optional<Access> access, Operation.About about, int largestBody) {
            return new Draft<>(
                    new Sketch(sketch.method, path, access, about, sketch.problems, largestBody), input, output);
        }

        public Draft<I, O> failing(ProblemCode... codes) {
            var more = EnumSet.noneOf(ProblemCode.class);
            more.addAll(sketch.problems);
            more.addAll(List.of(codes));
            return new Draft<>(
                    new Sketch(sketch.method, sketch.path, sketch.access, sketch.about, more, sketch.largestBody),
                    input,
                    output);
        }

        /// Reads a record; the example is what the description shows.
        public <J extends Record> Draft<J, O> taking(J example) {
            return new Draft<>(sketch, example, output);
        }

        public <P extends Record> Draft<I, P> answering(int status, Class<P> type, P example) {
            return answering(List.of(status), type, example);
        }

        public <P extends Record> Draft<I, P> answering(List<Integer> statuses, Class<P> type, P example) {
            return new Draft<>(sketch, input, new Output.Json<>(statuses, type, Optional.empty(), example));
        }

        /// A record of one type variable: a page of devices, say.
        public <P extends Record> Draft<I, P> answering(int status, Class<P> type, Class<?> of, P example) {
            return new Draft<>(sketch, input, new Output.Json<>(List.of(status), type, Optional.of(of), example));
        }

        public Draft<I, Response> answeringRaw(List<Integer> statuses, String... mediaTypes) {
            return new Draft<>(sketch, input, new Output.Raw(statuses, List.of(mediaTypes)));
        }

        @SuppressWarnings("unchecked")
        public Route<I, O> by(Handler<I, O> handler) {
            var access = sketch.access.orElseThrow(() ->
                    new IllegalStateException(sketch.method + " " + sketch.path + " does not say who may call it"));
            var operation = new Operation(
                    sketch.method, sketch.path, access, sketch.about, sketch.problems, sketch.largestBody);
            return new Route<>(operation, (Class<I>) input.getClass(), input, output, handler);
        }
    }
}
