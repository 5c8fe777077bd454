package grader.proofs.reference.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import grader.core.course.Course;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Deployment with one container, and a Service, as in a file of Kubernetes. */
public record KubernetesManifest(JsonNode deployment, JsonNode service) {

    private static final String SCHEMA = "grader/proofs/reference/deployment/kubernetes.schema.json";

    public static KubernetesManifest of(String yaml) throws IOException {
        Map<String, JsonNode> byKind = new TreeMap<>();
        for (JsonNode document : documents(yaml)) {
            byKind.put(document.path("kind").asText(), document);
        }
        return new KubernetesManifest(byKind.get("Deployment"), byKind.get("Service"));
    }

    private static List<JsonNode> documents(String yaml) throws IOException {
        try (var parser = new YAMLFactory().createParser(yaml)) {
            return new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(parser).readAll();
        }
    }

    /** What the schema says against a file: a line for each mistake. */
    public static List<String> mistakes(String yaml) throws IOException {
        List<String> mistakes = new ArrayList<>();
        for (JsonNode document : documents(yaml)) {
            schemaOf(document.path("kind").asText()).validate(document)
                    .forEach(mistake -> mistakes.add(mistake.getMessage()));
        }
        return mistakes;
    }

    private static JsonSchema schemaOf(String kind) {
        try {
            ObjectNode schema = (ObjectNode) new YAMLMapper()
                    .readTree(Files.readString(Course.here().root().resolve(SCHEMA)));
            schema.put("$ref", "#/$defs/" + kind);
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    public JsonNode pod() {
        return deployment.at("/spec/template/spec");
    }

    public JsonNode container() {
        return pod().at("/containers/0");
    }

    /** The variables of the container. Those from a secret have the secret's key as value. */
    public Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        container().path("env")
                .forEach(variable -> variables.put(variable.path("name").asText(),
                        variable.path("value").asText(variable.at("/valueFrom/secretKeyRef/key").asText())));
        return variables;
    }

    /** The number of the container's port of this name. */
    public int port(String name) {
        for (JsonNode port : container().path("ports")) {
            if (port.path("name").asText().equals(name)) {
                return port.path("containerPort").asInt();
            }
        }
        throw new AssertionError("no port has the name " + name);
    }
}
