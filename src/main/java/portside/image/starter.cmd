@echo off
rem Starts Portside with the Java that lies beside it.
"%~dp0runtime\bin\java.exe" --enable-native-access=ALL-UNNAMED -jar "%~dp0lib\portside.jar" %*
