package docs.studio.xray.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;

/** Adds a call at the begin of a method, and one wherever it ends. */
final class Around implements CodeTransform {

    private static final ClassDesc RECORDER = ClassDesc.of(Recorder.class.getName());
    private static final MethodTypeDesc HIT = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int,
            ConstantDescs.CD_Object, ConstantDescs.CD_Object, ConstantDescs.CD_Object);

    private final int enter;
    private final int exit;
    private final boolean constructor;
    private final int self;         // the local variable; -1: none
    private final int argument;     // the same
    private Label start;

    /** @param enter the number of the place; -1: none */
    Around(MethodModel method, int enter, int exit) {
        this.enter = enter;
        this.exit = exit;
        this.constructor = method.methodName().equalsString("<init>");
        boolean isStatic = method.flags().has(AccessFlag.STATIC);
        List<ClassDesc> parameters = method.methodTypeSymbol().parameterList();
        this.self = isStatic ? -1 : 0;
        this.argument = parameters.isEmpty() || parameters.getFirst().isPrimitive() ? -1 : isStatic ? 0 : 1;
    }

    @Override
    public void atStart(CodeBuilder code) {
        if (enter >= 0 && !constructor) {
            call(code, enter, -1);
        }
        start = code.newBoundLabel();
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
        if (exit >= 0 && element instanceof ReturnInstruction end) {
            if (end.typeKind() == TypeKind.REFERENCE) {
                int result = code.allocateLocal(TypeKind.REFERENCE);
                code.dup().astore(result);
                call(code, exit, result);
            } else {
                call(code, exit, -1);
            }
        }
        code.with(element);
    }

    @Override
    public void atEnd(CodeBuilder code) {
        if (exit < 0 || constructor) {
            return;
        }
        Label end = code.newBoundLabel();
        int thrown = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(thrown);
        call(code, exit, -1);
        code.aload(thrown).athrow().exceptionCatchAll(start, end, end);
    }

    private void call(CodeBuilder code, int site, int result) {
        code.loadConstant(site);
        for (int local : new int[] {self, argument, result}) {
            if (local < 0) {
                code.aconst_null();
            } else {
                code.aload(local);
            }
        }
        code.invokestatic(RECORDER, "hit", HIT);
    }
}
