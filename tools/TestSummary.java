import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// The last lines of `./wigwag test`: what failed, what was skipped and why, and how many of each, read from the
/// reports that Surefire left in every module. Ends with status 1 when a test failed or none ran.
public final class TestSummary {
    private int passed;
    private final List<String> failures = new ArrayList<>();
    private final Map<String, List<String>> skippedByReason = new TreeMap<>();

    public static void main(String[] arguments) throws Exception {
        var summary = new TestSummary();
        for (var report : reports(Path.of(arguments[0]))) {
            summary.read(report);
        }
        System.exit(summary.print());
    }

    private static List<Path> reports(Path root) throws IOException {
        var found = new ArrayList<Path>();
        try (var modules = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (var module : modules) {
                var folder = module.resolve("target/surefire-reports");
                if (Files.isDirectory(folder)) {
                    try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
                        files.forEach(found::add);
                    }
                }
            }
        }
        found.sort(null);
        return found;
    }

    private void read(Path report) throws Exception {
        var cases = parse(report.toFile()).getElementsByTagName("testcase");
        for (var i = 0; i < cases.getLength(); i++) {
            var test = (Element) cases.item(i);
            var name = test.getAttribute("classname").replaceFirst(".*\\.", "") + "." + test.getAttribute("name");
            var skipped = test.getElementsByTagName("skipped");
            if (test.getElementsByTagName("failure").getLength() > 0
                    || test.getElementsByTagName("error").getLength() > 0) {
                failures.add(name);
            } else if (skipped.getLength() > 0) {
                var reason = ((Element) skipped.item(0)).getAttribute("message");
                skippedByReason
                        .computeIfAbsent(reason.isBlank() ? "no reason given" : reason, r -> new ArrayList<>())
                        .add(name);
            } else {
                passed++;
            }
        }
    }

    private static Document parse(File report) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        try {
            return builder.parse(report);
        } catch (SAXException broken) {
            throw new IOException("unreadable test report: " + report, broken);
        }
    }

    private int print() {
        var skipped = skippedByReason.values().stream().mapToInt(List::size).sum();
        System.out.println();
        failures.forEach(name -> System.out.println("failed: " + name));
        skippedByReason.forEach((reason, names) ->
                System.out.println("skipped: " + names.size() + " test(s), " + reason + " (" + names.getFirst() + ")"));
        if (passed + failures.size() == 0) {
            System.out.println("no test ran");
        }
        System.out.println(passed + " passed, " + failures.size() + " failed, " + skipped + " skipped");
        return failures.isEmpty() && passed > 0 ? 0 : 1;
    }
}
