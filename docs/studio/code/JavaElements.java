package docs.studio.code;

import com.sun.source.util.JavacTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Elements of Java in words, and as keys, by which their declarations are found in sources. */
final class JavaElements {

    private JavaElements() {}

    /** What a list shows after the name. */
    static String detail(Element element) {
        return switch (element.getKind()) {
            case PACKAGE -> "package";
            case METHOD, CONSTRUCTOR -> parameters((ExecutableElement) element)
                    + (element.getKind() == ElementKind.METHOD
                            ? ": " + shown(((ExecutableElement) element).getReturnType())
                            : "");
            case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE ->
                element.getEnclosingElement().toString().replace("unnamed package", "");
            default -> shown(element.asType());
        };
    }

    /** What CodeMirror calls it. */
    static String kind(Element element) {
        return switch (element.getKind()) {
            case PACKAGE -> "namespace";
            case METHOD, CONSTRUCTOR -> "method";
            case FIELD, RECORD_COMPONENT -> "property";
            case ENUM_CONSTANT -> "constant";
            case INTERFACE, ANNOTATION_TYPE -> "interface";
            case ENUM -> "enum";
            case CLASS, RECORD -> "class";
            case TYPE_PARAMETER -> "type";
            default -> "variable";
        };
    }

    /** As a declaration would say it. */
    static String signature(Element element) {
        return switch (element.getKind()) {
            case METHOD -> shown(((ExecutableElement) element).getReturnType()) + " " + element.getSimpleName()
                    + parameters((ExecutableElement) element);
            case CONSTRUCTOR -> element.getEnclosingElement().getSimpleName() + parameters((ExecutableElement) element);
            case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE, PACKAGE ->
                element.getKind().name().toLowerCase(Locale.ROOT).replace("annotation_type", "@interface")
                        + " " + element;
            default -> shown(element.asType()) + " " + element.getSimpleName();
        };
    }

    private static String parameters(ExecutableElement method) {
        return method.getParameters()
                .stream()
                .map(parameter -> shown(parameter.asType()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String shown(TypeMirror type) {
        return type.toString().replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "");
    }

    /**
     * What its declaration is found by: `java.base/java.net.Socket#connect(SocketAddress,int)`; after a blank those
     * whose comment will do: of the methods that it overrides, of a constructor's type. Null if it can be in no other
     * file, as a local variable.
     */
    static String key(JavacTask task, Element element) {
        List<String> keys = new ArrayList<>();
        if (element instanceof TypeElement type) {
            keys.add(key(task, type));
        } else if (element.getEnclosingElement() instanceof TypeElement owner) {
            keys.add(key(task, owner) + "#" + member(element));
            if (element.getKind() == ElementKind.CONSTRUCTOR) {
                keys.add(key(task, owner));
            } else if (element instanceof ExecutableElement method) {
                overridden(task, method, owner, owner.asType(), keys);
            }
        }
        return keys.isEmpty() ? null : String.join(" ", keys);
    }

    private static String key(JavacTask task, TypeElement type) {
        ModuleElement module = task.getElements().getModuleOf(type);
        return (module == null ? "" : module.getQualifiedName()) + "/" + task.getElements().getBinaryName(type);
    }

    private static String member(Element element) {
        if (!(element instanceof ExecutableElement method)) {
            return element.getSimpleName().toString();
        }
        return method.getSimpleName() + method.getParameters()
                .stream()
                .map(parameter -> brief(parameter.asType().toString()))
                .collect(Collectors.joining(",", "(", ")"));
    }

    private static void overridden(JavacTask task, ExecutableElement method, TypeElement owner, TypeMirror of,
            List<String> keys) {
        for (TypeMirror above : task.getTypes().directSupertypes(of)) {
            TypeElement type = (TypeElement) task.getTypes().asElement(above);
            for (Element other : type.getEnclosedElements()) {
                if (other instanceof ExecutableElement its && its.getSimpleName().equals(method.getSimpleName())
                        && task.getElements().overrides(method, its, owner)) {
                    keys.add(key(task, type) + "#" + member(its));
                }
            }
            overridden(task, method, owner, above, keys);
        }
    }

    /** A type as all sources may write it: without packages, arguments, annotations and blanks. */
    static String brief(String type) {
        String shorter = type.replaceAll("@[\\w.]+(\\([^)]*\\))?\\s*", "").replace("...", "[]");
        while (shorter.contains("<")) {
            String inner = shorter.replaceAll("<[^<>]*>", "");
            if (inner.equals(shorter)) {
                break;
            }
            shorter = inner;
        }
        return shorter.replaceAll("\\b[\\w$]+\\.", "").replaceAll("\\s", "");
    }
}
