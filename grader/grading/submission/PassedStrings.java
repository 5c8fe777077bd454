package grader.grading.submission;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows constant strings through the code of one method, instruction by instruction as they are written: over the
 * stack, local variables, arrays and `+`. It takes no jump, so after one it may know too little, never too much but for
 * a variable that has been given another value on another way.
 *
 * <p>A long or a double takes two slots, as in the class file.
 */
final class PassedStrings {

    /** The strings that a slot may hold: of an array all elements. */
    private record Slot(List<String> texts) {
        static Slot unknown() {
            return new Slot(new ArrayList<>());
        }
    }

    private final List<Slot> stack = new ArrayList<>();
    private final Map<Integer, Slot> locals = new HashMap<>();

    /** Takes the next element of the code. Returns the constant strings that it passes, if it is a call. */
    List<String> next(CodeElement element) {
        switch (element) {
            case ConstantInstruction constant -> push(constant.typeKind(),
                    constant.constantValue() instanceof String text ? texts(List.of(text)) : Slot.unknown());
            case LoadInstruction load ->
                push(load.typeKind(), locals.getOrDefault(load.slot(), Slot.unknown()));
            case StoreInstruction store -> locals.put(store.slot(), pop(store.typeKind()));
            case InvokeInstruction call -> {
                return call(call);
            }
            case InvokeDynamicInstruction call -> concatenate(call);
            case NewObjectInstruction _ -> push(TypeKind.REFERENCE, Slot.unknown());
            case NewPrimitiveArrayInstruction _ -> replace(1, TypeKind.REFERENCE);
            case NewReferenceArrayInstruction _ -> replace(1, TypeKind.REFERENCE);
            case NewMultiArrayInstruction array -> replace(array.dimensions(), TypeKind.REFERENCE);
            case ArrayLoadInstruction load -> replace(2, load.typeKind());
            case ArrayStoreInstruction store -> {
                Slot value = pop(store.typeKind());
                drop(1);
                pop(TypeKind.REFERENCE).texts().addAll(value.texts());
            }
            case FieldInstruction field -> field(field);
            case OperatorInstruction operator -> operate(operator);
            case ConvertInstruction convert -> replace(convert.fromType().slotSize(), convert.toType());
            case StackInstruction same -> shuffle(same.opcode());
            case TypeCheckInstruction check when check.opcode() == Opcode.INSTANCEOF -> replace(1, TypeKind.INT);
            case BranchInstruction branch -> branch(branch.opcode());
            case MonitorInstruction _ -> drop(1);
            case TableSwitchInstruction _ -> stack.clear();
            case LookupSwitchInstruction _ -> stack.clear();
            case ReturnInstruction _ -> stack.clear();
            case ThrowInstruction _ -> stack.clear();
            default -> {}       // labels, line numbers, and what leaves the stack alone
        }
        return List.of();
    }

    private List<String> call(InvokeInstruction call) {
        List<Slot> arguments = arguments(call.typeSymbol());
        if (call.opcode() != Opcode.INVOKESTATIC) {
            drop(1);
        }
        push(call.typeSymbol().returnType(), Slot.unknown());
        return arguments.stream().flatMap(slot -> slot.texts().stream()).toList();
    }

    /** In their order. */
    private List<Slot> arguments(MethodTypeDesc type) {
        List<Slot> arguments = new ArrayList<>();
        for (ClassDesc parameter : type.parameterList().reversed()) {
            arguments.addFirst(pop(TypeKind.from(parameter)));
        }
        return arguments;
    }

    /** javac writes `+` of strings as a call with a recipe, in which a character 1 is an argument. */
    private void concatenate(InvokeDynamicInstruction call) {
        List<Slot> arguments = arguments(call.typeSymbol());
        List<LoadableConstantEntry> constants = call.invokedynamic().bootstrap().arguments();
        Slot result = Slot.unknown();
        if (call.name().equalsString("makeConcatWithConstants") && constants.getFirst() instanceof StringEntry recipe) {
            StringBuilder text = new StringBuilder();
            int next = 0;
            for (char each : recipe.stringValue().toCharArray()) {
                List<String> known = each == 1 && next < arguments.size() ? arguments.get(next++).texts() : List.of();
                text.append(known.size() == 1 ? known.getFirst() : String.valueOf(each));
            }
            result = texts(List.of(text.toString()));
        }
        push(call.typeSymbol().returnType(), result);
    }

    private void field(FieldInstruction field) {
        TypeKind kind = TypeKind.from(field.typeSymbol());
        switch (field.opcode()) {
            case GETSTATIC -> push(kind, Slot.unknown());
            case GETFIELD -> replace(1, kind);
            case PUTSTATIC -> drop(kind.slotSize());
            default -> drop(kind.slotSize() + 1);
        }
    }

    private void operate(OperatorInstruction operator) {
        String name = operator.opcode().name();
        int size = operator.typeKind().slotSize();
        if (name.equals("ARRAYLENGTH")) {
            replace(1, TypeKind.INT);
        } else if (name.contains("CMP")) {
            replace(2 * size, TypeKind.INT);
        } else if (name.endsWith("NEG")) {
            replace(size, operator.typeKind());
        } else {
            replace(name.contains("SH") ? size + 1 : 2 * size, operator.typeKind());
        }
    }

    private void branch(Opcode opcode) {
        switch (opcode) {
            case GOTO, GOTO_W -> stack.clear();
            case IF_ACMPEQ, IF_ACMPNE, IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE -> drop(2);
            default -> drop(1);
        }
    }

    /** `dup` and its kin, slot by slot (JVMS §6.5). */
    private void shuffle(Opcode opcode) {
        switch (opcode) {
            case POP -> drop(1);
            case POP2 -> drop(2);
            case SWAP -> duplicate(1, 1, true);
            case DUP -> duplicate(1, 0, false);
            case DUP_X1 -> duplicate(1, 1, false);
            case DUP_X2 -> duplicate(1, 2, false);
            case DUP2 -> duplicate(2, 0, false);
            case DUP2_X1 -> duplicate(2, 1, false);
            default -> duplicate(2, 2, false);
        }
    }

    /** Copies the `count` slots at the top to below the `under` slots under them, or moves them there. */
    private void duplicate(int count, int under, boolean move) {
        while (stack.size() < count + under) {
            stack.addFirst(Slot.unknown());
        }
        int top = stack.size() - count;
        List<Slot> copied = List.copyOf(stack.subList(top, stack.size()));
        if (move) {
            drop(count);
        }
        stack.addAll(top - under, copied);
    }

    private static Slot texts(List<String> texts) {
        return new Slot(new ArrayList<>(texts));
    }

    private void push(ClassDesc type, Slot slot) {
        push(TypeKind.from(type), slot);
    }

    private void push(TypeKind kind, Slot slot) {
        for (int i = 0; i < kind.slotSize(); i++) {
            stack.add(slot);
        }
    }

    private Slot pop(TypeKind kind) {
        Slot slot = stack.isEmpty() ? Slot.unknown() : stack.getLast();
        drop(kind.slotSize());
        return slot;
    }

    private void drop(int count) {
        for (int i = 0; i < count && !stack.isEmpty(); i++) {
            stack.removeLast();
        }
    }

    private void replace(int count, TypeKind kind) {
        drop(count);
        push(kind, Slot.unknown());
    }
}
