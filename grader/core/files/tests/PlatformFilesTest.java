package grader.core.files.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.files.PlatformFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names no person has chosen. */
class PlatformFilesTest {

    @ParameterizedTest
    @ValueSource(strings = {"._Listener.java", ".#Listener.java", "#Listener.java#", "Listener.java~", ".DS_Store",
            "Listener.java.orig", "Listener.java.BAK", ".Listener.java.swp", "Thumbs.db", "thumbs.db", "Desktop.ini",
            "__MACOSX", "~$list.xlsx", ".git", "Icon\r", "System Volume Information", "Listener.java.crdownload"})
    void leftByAPlatform(String name) {
        assertTrue(PlatformFiles.isOne(name));
        assertFalse(PlatformFiles.isSource(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Listener.java", "lab01.java", "größe.java", "tasks.yaml", "ada.zip", ".", "original", "C#"})
    void chosenByAPerson(String name) {
        assertFalse(PlatformFiles.isOne(name));
        assertFalse(PlatformFiles.isCopy(name, "Listener.java"));
    }

    @ParameterizedTest
    @CsvSource({"Listener (1).java, true", "Listener - Copy.java, true", "Listener - Copy (2).java, true",
            "Copy of Listener.java, true", "Listener copy.java, true", "Listener 2.java, true",
            "Kopie von Listener.java, true", "Listener – コピー.java, true", "Listener-1.java, true",
            "Listener (Ada's conflicted copy 2026-11-26).java, true", "Listener.sync-conflict-20261126.java, true",
            "Listener.java, false", "Listener2.java, false", "ListenerTest.java, false", "my-notes.java, false",
            "Listener (1).txt, false", "package-info.java, false"})
    void copies(String name, boolean isCopy) {
        assertEquals(isCopy, PlatformFiles.isCopy(name, "Listener.java"));
    }

    @Test
    void tables() {
        assertTrue(PlatformFiles.isTable("grades.csv") && PlatformFiles.isTable("List.XLSX"));
        assertFalse(PlatformFiles.isTable("ada.zip") || PlatformFiles.isTable("ada.7z"));
    }
}
